// What makes pages quicker to use. Every page works without it.

const WIDE = matchMedia("(min-width: 56.25rem)");

// Filters stand open beside the list on a wide window.
const fold = document.querySelector(".mh-filters");
if (fold && !fold.closest(".mh-finding--aside")) {
  const follow = () => fold.toggleAttribute("open", WIDE.matches);
  follow();
  WIDE.addEventListener("change", follow);
}

// Screen readers say a status whose words change, and not one that another takes the place of.
function replace(results, fresh) {
  const [said, now] = [results, fresh].map((one) => one.querySelector("[data-mh-summary]"));
  const status = said?.closest("[role=status]");
  if (!now || !status || status.parentElement !== results) {
    results.replaceChildren(...fresh.childNodes);
    return;
  }
  while (status.nextSibling) status.nextSibling.remove();
  said.textContent = now.textContent;
  now.closest("[role=status]").remove();
  results.append(...fresh.childNodes);
}

// A filter that is changed shows its results at once, and the counts with them.
let asked;
async function show(address, { focus }) {
  const results = document.querySelector("[data-mh-results]");
  asked?.abort();
  asked = new AbortController();
  results.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { signal: asked.signal, headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    replace(results, page.querySelector("[data-mh-results]"));
    for (const count of page.querySelectorAll("[data-mh-count]")) {
      const here = document.querySelector(`[data-mh-count="${CSS.escape(count.dataset.mhCount)}"]`);
      if (!here) continue;
      here.textContent = count.textContent;
      here.closest("label")?.classList.toggle("mh-choice--none", count.textContent === "0");
    }
    history.replaceState(null, "", address);
    results.removeAttribute("aria-busy");
    if (focus) results.querySelector("[data-mh-summary]")?.focus();
  } catch (fault) {
    if (fault.name !== "AbortError") location.assign(address);
  }
}

for (const form of document.querySelectorAll("form[data-mh-filters]")) {
  const address = () => {
    const chosen = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    return `${form.action.split("?")[0]}${chosen.size ? `?${chosen}` : ""}`;
  };
  form.addEventListener("change", () => show(address(), { focus: false }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(address(), { focus: true });
  });
}

for (const button of document.querySelectorAll("[data-mh-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// Not every browser gives the focus to a summary of errors.
document.querySelector("[role=alert][autofocus]")?.focus();
