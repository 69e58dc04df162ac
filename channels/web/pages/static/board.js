// The board: what was called, what each counter serves, who waits. It keeps its last state when the server is away.

import { at, language, showAway, words, zone } from "./room.js";
import { Voice } from "./voice.js";

const FRESH_MS = 60000; // an older call is shown, not spoken
const SOUND = "antrian-sound";

const voice = new Voice({ onSay: showCall });
const day = new Intl.DateTimeFormat(language === "en" ? "en-GB" : "id-ID", {
  timeZone: zone, weekday: "long", day: "numeric", month: "long",
});
const hour = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
let lastId = "";
let offset = 0; // the server's clock, by its newest event, against this one's

function showCall(call) {
  at("call-number").textContent = call.number;
  at("call-desk").textContent = call.name;
  at("call").classList.remove("fresh");
  void at("call").offsetWidth; // starts the animation again
  at("call").classList.add("fresh");
  document.dispatchEvent(new CustomEvent("said", { detail: call }));
}

function made(tag, text, kind = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  if (kind) element.className = kind;
  return element;
}

function row(...parts) {
  const element = document.createElement("li");
  element.append(...parts);
  return element;
}

function show(state) {
  at("last").replaceChildren(
    ...state.calls.slice(0, 5).map((call) => row(made("strong", call.number), made("span", call.name))),
  );
  at("desks").replaceChildren(
    ...state.desks.map((desk) => {
      const tile = row(made("span", desk.name), made("strong", desk.ticket || "–"));
      if (desk.paused) tile.append(made("small", words["board-paused"]));
      tile.classList.toggle("is-idle", !desk.ticket);
      return tile;
    }),
  );
  at("lanes").replaceChildren(...state.lanes.map((lane) => row(made("span", lane.name), made("strong", String(lane.waiting)))));
  at("notice").hidden = !state.notice;
  at("notice").textContent = state.notice;
  const [newest] = state.calls;
  if (newest && !voice.isTalking) {
    at("call-number").textContent = newest.number; // it was called before this page was opened
    at("call-desk").textContent = newest.name;
  }
}

function listen() {
  const stream = new EventSource(`/papan/peristiwa?after=${lastId}`);
  stream.addEventListener("open", () => showAway(false));
  stream.addEventListener("error", () => {
    showAway(true);
    if (stream.readyState === EventSource.CLOSED) setTimeout(check, 3000);
  });
  stream.addEventListener("state", (event) => {
    const state = JSON.parse(event.data);
    lastId = event.lastEventId;
    offset = state.now_ms - Date.now();
    show(state);
  });
  stream.addEventListener("call", (event) => {
    const call = JSON.parse(event.data);
    lastId = call.id;
    const isFresh = Date.now() + offset - call.at_ms < FRESH_MS;
    if (voice.isNew(call.id) && isFresh) voice.say(call);
  });
}

/** The stream was refused: withdrawn, or signed out, or a proxy's page. */
async function check() {
  const response = await fetch("/papan/peristiwa", { method: "GET", headers: { Accept: "text/event-stream" } }).catch(() => null);
  response?.body?.cancel();
  if (response?.status === 401) return location.assign("/perangkat");
  listen();
}

async function turnOn() {
  await voice.turnOn();
  localStorage.setItem(SOUND, "yes");
  at("sound").hidden = true;
}

at("sound").addEventListener("click", () => turnOn().catch(() => {}));
if (localStorage.getItem(SOUND) === "yes") turnOn().catch(() => {}); // a kiosk's browser may allow it without a press

function tick() {
  const now = new Date(Date.now() + offset);
  at("day").textContent = day.format(now);
  at("hour").textContent = hour.format(now);
}

tick();
setInterval(tick, 1000);
listen();
