// The conversation: what is typed goes out, what the transcript gets comes in, and the page says how things stand.

import { Bubbles } from "./bubbles.js";
import { Outgoing, newId } from "./outgoing.js";

const at = (id) => document.getElementById(id);
const { language, zone } = document.body.dataset;
const words = JSON.parse(document.body.dataset.words);
const [log, text, typing, pill] = [at("log"), at("text"), at("typing"), at("pill")];

const NEAR_PX = 80;
const MARGIN_PX = 12;
const TYPING_MS = 20000;
const REOPEN_MS = 2000;

let lastId = "";
let isCaughtUp = false;
let isFollowing = true; // false once the person scrolls elsewhere
let settledAt = 0;
let anchor = null; // the bubble to keep in view from its top, or null: the end
let typingTimer = 0;
let toastTimer = 0;

const isWaiting = (name) => outgoing.items.some((item) => item.id === name);
const bubbles = new Bubbles(at("bubbles"), { words, language, zone, isWaiting, onChoice: choose, onCopy: copy });
const outgoing = new Outgoing({
  onTaken: (item) => bubbles.taken(item.id),
  onRefused: (item, reason) => {
    bubbles.refused(item.id, reason);
    showTyping(false);
  },
  onAway: () => showAway(true),
  onStranger: () => location.reload(),
});

// --- going out --------------------------------------------------------------------------------------------

function say(item) {
  const whole = { id: newId(), ...item };
  outgoing.add(whole);
  bubbles.expect(whole);
  at("greeting").hidden = true;
  showTyping(true);
  toEnd();
}

function choose(choice, label) {
  say({ choice, label });
  log.focus({ preventScroll: true }); // the pressed button is gone, and focus must not go with it
}

function submit() {
  if (!text.value.trim()) return;
  say({ text: text.value });
  text.value = "";
  grow();
}

async function copy(value) {
  if (navigator.clipboard) await navigator.clipboard.writeText(value).catch(() => copyBySelection(value));
  else copyBySelection(value);
  toast(`${words["web-copied"]}: ${value}`);
}

// navigator.clipboard exists only over https and on this machine itself
function copyBySelection(value) {
  const field = document.createElement("textarea");
  field.value = value;
  field.className = "unseen";
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

async function leave() {
  const headers = { "Content-Type": "application/json" };
  const response = await fetch("/chat/leave", { method: "POST", headers, body: "{}" }).catch(() => null);
  if (!response?.ok) return showAway(true);
  outgoing.clear();
  location.reload();
}

// --- coming in --------------------------------------------------------------------------------------------

function listen() {
  const source = new EventSource(`/chat/events?after=${lastId}`);
  source.addEventListener("open", () => {
    showAway(false);
    outgoing.kick();
  });
  source.addEventListener("message", (event) => receive(JSON.parse(event.data), event.lastEventId));
  source.addEventListener("caught-up", caughtUp);
  source.addEventListener("error", () => {
    showAway(true);
    if (source.readyState === EventSource.CLOSED) reopen();
  });
}

// The browser gives up after an answer other than 200: then it is for us to come back.
async function reopen() {
  const response = await fetch("/chat/session").catch(() => null);
  if (response?.status === 401) location.reload();
  else setTimeout(listen, REOPEN_MS);
}

function receive(entry, id) {
  const wasNear = isNearEnd();
  lastId = id;
  const bubble = bubbles.show(entry, id);
  if (!bubble) return;
  at("greeting").hidden = true;
  if (!isCaughtUp) return;
  const isOffice = entry.by !== "person";
  if (isOffice) showTyping(false);
  if (wasNear) follow(isOffice ? bubble : null); // a long answer is read from its beginning
  else if (isOffice) pill.hidden = false;
}

function caughtUp() {
  if (isCaughtUp) return;
  isCaughtUp = true;
  outgoing.items.forEach((item) => bubbles.expect(item));
  at("greeting").hidden = !bubbles.isEmpty;
  log.removeAttribute("aria-busy");
  toEnd();
}

// --- how things stand -------------------------------------------------------------------------------------

function showAway(isAway) {
  at("away").hidden = !isAway;
  if (isAway) showTyping(false);
}

function showTyping(isTyping) {
  clearTimeout(typingTimer);
  typing.hidden = !isTyping || !at("away").hidden;
  if (isTyping) typingTimer = setTimeout(() => showTyping(false), TYPING_MS);
}

function toast(message) {
  clearTimeout(toastTimer);
  at("toast").textContent = message;
  toastTimer = setTimeout(() => (at("toast").textContent = ""), 2500);
}

function isNearEnd() {
  return log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_PX;
}

function follow(bubble) {
  isFollowing = true;
  anchor = bubble;
  settle();
}

function settle() {
  if (!isFollowing) return;
  log.scrollTop = anchor ? anchor.offsetTop - MARGIN_PX : log.scrollHeight;
  settledAt = log.scrollTop;
}

function toEnd() {
  follow(null);
  pill.hidden = true;
}

function grow() {
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight}px`;
}

text.addEventListener("input", grow);
text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  submit();
});
at("writing").addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
at("leave").addEventListener("click", leave);
pill.addEventListener("click", toEnd);
log.addEventListener("scroll", () => {
  isFollowing = isNearEnd() || log.scrollTop === settledAt;
  if (isNearEnd()) pill.hidden = true;
});
const growth = new ResizeObserver(settle); // a picture is there, the keyboard of a phone comes up
growth.observe(at("bubbles"));
growth.observe(log);
for (const button of document.querySelectorAll("[data-say]"))
  button.addEventListener("click", () => say({ text: button.dataset.say }));

listen();
