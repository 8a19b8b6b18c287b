// Loads what lives on another website into its place, once the reader asks for it.

function frameFor(stage) {
  const address = new URL(stage.dataset.mhFrame);
  // With its own origin in the sandbox, a page of this website could leave it.
  if (address.protocol !== "https:" || address.origin === window.location.origin) return null;
  const frame = document.createElement("iframe");
  frame.className = "mh-elsewhere__frame";
  frame.title = stage.dataset.mhTitle;
  frame.setAttribute("sandbox", stage.dataset.mhSandbox);
  frame.allow = "fullscreen";
  frame.loading = "lazy";
  // YouTube plays nothing for a page that does not say which website it is on.
  frame.referrerPolicy = "strict-origin";
  frame.src = address.href;
  return frame;
}

function arrived(frame, status) {
  status.textContent = status.dataset.mhLoaded;
  // The focus was on the empty page before this one, and Tab would pass by.
  if (document.activeElement === frame) {
    frame.blur();
    frame.focus();
  }
}

function load(stage, button) {
  const frame = frameFor(stage);
  if (!frame) return;
  const status = stage.querySelector("[role=status]");
  status.textContent = status.dataset.mhLoading;
  frame.addEventListener("load", () => { arrived(frame, status); }, { once: true });
  stage.querySelector("img")?.remove();
  button.replaceWith(frame);
  frame.focus();
}

for (const stage of document.querySelectorAll("[data-mh-frame]")) {
  const template = stage.querySelector("template");
  const button = template.content.firstElementChild.cloneNode(true);
  button.addEventListener("click", () => load(stage, button));
  template.replaceWith(button);
}
