// Starts the site: the hub's name, colours and menu first, then what the address asks for.

import { Fault } from "./api.js";
import { drawFoot, drawTop, usePalette } from "./chrome.js";
import { start } from "./router.js";
import { load } from "./site.js";
import { faultView } from "./views/fault.js";

async function begin() {
  const main = document.getElementById("main");
  try {
    await load();
  } catch (error) {
    if (!(error instanceof Fault)) console.error(error);
    main.replaceChildren(faultView(error, { again: begin }).node);
    main.removeAttribute("aria-busy");
    return;
  }
  usePalette();
  drawTop(document.getElementById("top"));
  drawFoot(document.getElementById("foot"));
  start();
}

begin();
