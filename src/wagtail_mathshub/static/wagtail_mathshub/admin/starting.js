/* Turns pasted dates into rows of a Work Group's sessions. Without this, saving the page does the same. */
(() => {
  "use strict";
  const TEXT = "pasted_sessions";
  const BESIDE = /^(sessions|leads)-\d+-(date|start|label|person|DELETE)$|^(sessions|leads)-TOTAL_FORMS$/;

  const element = (name, classes, text) => {
    const made = document.createElement(name);
    if (classes) made.className = classes;
    if (text) made.textContent = text;
    return made;
  };

  const icon = (name) => {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    svg.setAttribute("class", `icon icon-${name} icon`);
    svg.setAttribute("aria-hidden", "true");
    svg.append(document.createElementNS(space, "use"));
    svg.firstChild.setAttribute("href", `#icon-${name}`);
    return svg;
  };

  const list = (classes, texts) => {
    const made = element("ul", classes);
    made.append(...texts.map((text) => element("li", "", text)));
    return made;
  };

  /* What the server needs to know of the form: which sessions are there, who leads, which year. */
  const question = (box, form) => {
    const asked = new FormData();
    for (const field of form.elements) {
      if (field.name && (BESIDE.test(field.name) || field.name === "academic_year")) {
        asked.append(field.name, field.value);
      }
    }
    const saved = form.action.match(/\/pages\/(\d+)\/edit\//);
    asked.append("page", box.dataset.page || (saved ? saved[1] : ""));
    asked.append("parent", box.dataset.parent);
    asked.append(TEXT, form.elements[TEXT].value);
    asked.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    return asked;
  };

  const put = (field, value) => {
    if (!field || field.value === value) return;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };

  /* A new row, by Wagtail's own means; the number that it got. */
  const newRow = (form) => {
    const number = Number(form.elements["sessions-TOTAL_FORMS"].value);
    const panel = window.wagtail.editHandler?.getPanelByName("sessions");
    if (panel) panel.addForm();
    else document.getElementById("id_sessions-ADD").click();
    return number;
  };

  const addRow = (row, form, words) => {
    const prefix = `sessions-${newRow(form)}`;
    for (const [name, value] of Object.entries(row.values)) put(form.elements[`${prefix}-${name}`], value);
    const chooser = document.getElementById(`id_${prefix}-organisation-chooser`);
    if (row.organisation && chooser?.widget) {
      const { id, title, edit_url } = row.organisation;
      chooser.widget.setStateFromModalData({ id, edit_url, [chooser.widget.titleStateKey]: title });
    }
    if (!row.warnings.length) return;
    const said = element("div", "help-block help-warning mh-paste__odd");
    said.dataset.mathshubPasteOdd = "";
    said.append(icon("warning"), element("p", "", `${words}: ${row.words}`), list("", row.warnings));
    document.getElementById(`inline_child_${prefix}-panel-content`)?.prepend(said);
  };

  const tell = (box, answer) => {
    const said = box.querySelector("[data-mathshub-paste-said]");
    said.replaceChildren(element("p", "mh-paste__done", answer.said));
    const odd = answer.rows.filter((row) => row.warnings.length);
    if (odd.length) {
      said.append(element("p", "", `${box.dataset.wordsBeside}:`));
      said.append(list("mh-paste__list", odd.flatMap((row) => row.warnings.map((warning) => `${row.words}: ${warning}`))));
    }
    if (answer.already.length) {
      said.append(element("p", "", box.dataset.wordsAlready), list("mh-paste__list", answer.already));
    }
    if (answer.unread.length) {
      said.append(element("p", "mh-fault", box.dataset.wordsUnread));
      said.append(list("mh-paste__list", answer.unread.map((line) => `“${line.text}”: ${line.why}`)));
    }
    said.focus();
  };

  const fail = (box) => {
    const said = box.querySelector("[data-mathshub-paste-said]");
    said.replaceChildren(element("p", "mh-fault", box.dataset.wordsFailed));
    said.focus();
  };

  const read = async (box, form) => {
    const answer = await fetch(box.dataset.url, {
      method: "POST",
      body: question(box, form),
      headers: { Accept: "application/json" },
      credentials: "same-origin",
    });
    if (!answer.ok || answer.redirected) throw new Error(`The server answered ${answer.status}.`);
    return answer.json();
  };

  const usePaste = (box) => {
    const form = box.closest("form");
    const text = form?.elements[TEXT];
    const button = box.querySelector("[data-mathshub-paste-go]");
    if (!text || !button || !box.dataset.url) return;
    button.hidden = false;
    let leaves = false;

    button.addEventListener("click", async () => {
      const asked = text.value;
      if (!asked.trim() || button.getAttribute("aria-disabled") === "true") return;
      button.setAttribute("aria-disabled", "true");
      const said = box.querySelector("[data-mathshub-paste-said]");
      said.textContent = box.dataset.wordsWorking;
      try {
        const answer = await read(box, form);
        for (const row of answer.rows) addRow(row, form, box.dataset.wordsBeside);
        // What was typed while the server read the rest stays below what it could not read.
        const since = text.value.startsWith(asked) ? text.value.slice(asked.length) : `\n${text.value}`;
        put(text, `${answer.left}${since}`.trim());
        tell(box, answer);
      } catch {
        fail(box);
      } finally {
        button.removeAttribute("aria-disabled");
      }
    });

    form.addEventListener("submit", () => {
      leaves = true;
    });
    // What is saved or shown in between must not read half a line; a button that is pressed reads all.
    form.addEventListener("formdata", (event) => {
      if (leaves && text.value.trim()) event.formData.set(box.dataset.wanted, "1");
      else event.formData.delete(TEXT);
    });
    window.addEventListener("beforeunload", (event) => {
      if (!leaves && text.value.trim()) event.preventDefault();
    });
  };

  const ready = () => document.querySelectorAll("[data-mathshub-paste]").forEach(usePaste);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", ready);
  else ready();
})();
