/* Shows what pasted dates say while they are typed, and adds groups. Without this, the buttons do the same. */
(() => {
  "use strict";
  const BREATH = 500;
  const form = document.querySelector("[data-mathshub-start]");
  if (!form) return;
  const total = form.elements["group-TOTAL_FORMS"];
  const asked = new WeakMap();

  const question = (one) => {
    const given = new FormData();
    const people = one.querySelectorAll("input[name$='-leads']:checked");
    given.append("preview", "1");
    given.append("parent", form.dataset.parent);
    given.append("project", form.elements.project.value);
    given.append("academic_year", form.elements.academic_year.value);
    given.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    given.append("pasted_sessions", one.querySelector("textarea").value);
    given.append("leads-TOTAL_FORMS", String(people.length));
    people.forEach((person, number) => given.append(`leads-${number}-person`, person.value));
    return given;
  };

  const ask = async (one, number) => {
    const answer = await fetch(form.dataset.url, {
      method: "POST",
      body: question(one),
      headers: { Accept: "application/json" },
      credentials: "same-origin",
    });
    if (!answer.ok || answer.redirected) throw new Error(`The server answered ${answer.status}.`);
    const { html } = await answer.json();
    // Of several questions only the last one counts.
    if (asked.get(one) === number) one.querySelector("[data-mathshub-preview]").innerHTML = html;
  };

  const look = (one) => {
    const said = one.querySelector("[data-mathshub-preview]");
    const number = (asked.get(one) || 0) + 1;
    asked.set(one, number);
    if (!one.querySelector("textarea").value.trim()) {
      said.replaceChildren();
      return;
    }
    window.setTimeout(() => {
      if (asked.get(one) !== number) return;
      ask(one, number).catch(() => {
        said.textContent = form.dataset.wordsFailed;
      });
    }, BREATH);
  };

  const groups = () => form.querySelectorAll("[data-mathshub-cohorts] [data-mathshub-one]");

  form.addEventListener("input", (event) => {
    const one = event.target.closest("[data-mathshub-one]");
    if (one && event.target.matches("textarea, input[name$='-leads']")) look(one);
    else if (event.target.matches("[name=project], [name=academic_year]")) groups().forEach(look);
  });

  form.querySelector("[data-mathshub-more]").addEventListener("click", (event) => {
    const count = Number(total.value);
    event.preventDefault();
    if (count >= Number(form.dataset.most)) return;
    const made = form.querySelector("[data-mathshub-cohort]").content.cloneNode(true);
    const holder = document.createElement("div");
    holder.append(made);
    holder.innerHTML = holder.innerHTML.replaceAll("__prefix__", String(count)).replaceAll("__number__", String(count + 1));
    const one = holder.firstElementChild;
    form.querySelector("[data-mathshub-cohorts]").append(one);
    total.value = String(count + 1);
    one.querySelector("input").focus();
  });
})();
