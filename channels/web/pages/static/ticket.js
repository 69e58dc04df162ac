// A ticket on a phone: asks every few seconds how it stands, while it is looked at.

import { at, get } from "./room.js";

const PERIOD_MS = 5000;
const ticket = at("ticket");

function show(followed) {
  const wasCalled = ticket.classList.contains("called");
  ticket.classList.toggle("called", followed.is_called);
  if (followed.is_called && !wasCalled) navigator.vibrate?.([400, 150, 400]);
  say(at("number"), followed.number);
  say(at("title"), followed.title);
  const lines = followed.lines.join("\n");
  if (at("lines").dataset.lines !== lines) {
    at("lines").dataset.lines = lines;
    at("lines").replaceChildren(...followed.lines.map(line));
  }
  at("refreshes").hidden = followed.is_over;
  if (followed.is_over) clearInterval(asking);
}

/** Changes a text only when it is another one: a screen reader reads what changes. */
function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function line(text) {
  const element = document.createElement("p");
  element.textContent = text;
  return element;
}

async function ask() {
  if (document.hidden) return;
  await get(ticket.dataset.path).then(show, () => {}); // away: the frame says so, and it is asked again
}

const asking = "over" in ticket.dataset ? 0 : setInterval(ask, PERIOD_MS);
document.addEventListener("visibilitychange", () => asking && ask());
