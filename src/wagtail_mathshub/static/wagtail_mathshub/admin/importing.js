/* Presses "Go on" for somebody until the import has ended. Without this, the button does the same. */
(() => {
  "use strict";
  const MOST_FAILURES = 3;
  const BREATH = 300;
  const form = document.querySelector("[data-mathshub-go-on]");
  if (!form) return;
  const words = form.querySelector("[role=status]");
  const bar = form.querySelector("progress");
  const hint = form.querySelector("[data-words-busy]");
  const button = form.querySelector("button");
  let failures = 0;

  const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));

  const show = (answer) => {
    words.textContent = answer.said || answer.words;
    if (answer.total) {
      bar.max = answer.total;
      bar.value = Math.min(answer.done, answer.total);
    }
  };

  const step = async () => {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
      credentials: "same-origin",
    });
    if (!answer.ok || answer.redirected) throw new Error(`The server answered ${answer.status}.`);
    return answer.json();
  };

  const run = async () => {
    button.hidden = true;
    hint.textContent = hint.dataset.wordsBusy;
    failures = 0;
    while (failures < MOST_FAILURES) {
      try {
        const answer = await step();
        failures = 0;
        if (answer.ended) {
          window.location.reload();
          return;
        }
        show(answer);
        // Somebody else's window is at work: look again a little later.
        await wait(answer.said ? 10 * BREATH : BREATH);
      } catch {
        failures += 1;
        await wait(10 * BREATH);
      }
    }
    button.hidden = false;
    hint.textContent = hint.dataset.wordsStopped;
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  if ("mathshubAtOnce" in form.dataset) run();
})();
