// A desk: what is before it, and the keys. Each press has an id of its own, so that sent twice it is done once.

import { at, get, post, showAway, words } from "./room.js";

const DESK = "antrian-desk";
const AUTO = "antrian-auto";
const SETTLE_MS = 150; // a burst of events asks once
const PATIENCE_MS = 15000;

let desk = localStorage.getItem(DESK) ?? "";
let state = null;
let sheetsAbout = "";
let isBusy = false;
let asking = 0;
let stream = null;

const all = (selector) => [...document.querySelectorAll(selector)];

// --- what is shown ----------------------------------------------------------------------------------------

function show(fresh) {
  state = fresh;
  const { person } = state;
  at("choose").hidden = true;
  at("work").hidden = false;
  at("desk-name").textContent = state.name;
  notice("other", state.other && `${words["desk-other"]} ${state.other}.`);
  notice("paused", state.paused && `${words["desk-paused"]}: ${state.paused}`);
  at("number").textContent = person?.number ?? "–";
  at("standing").textContent = person ? standing(person) : words["desk-nobody"];
  at("facts").replaceChildren(...facts(person));
  at("identify").hidden = !(person?.needs_name && person.state === "serving");
  at("lanes").replaceChildren(...state.lanes.map(([name, count]) => item(name, count)));
  at("coming").replaceChildren(...state.next.map((number) => item(number)));
  showKeys(person);
}

function notice(id, text) {
  at(id).hidden = !text;
  at(id).textContent = text || "";
}

function standing(person) {
  const said = [person.state === "serving" ? words["desk-serving"] : `${words["desk-called"]}, ${words["desk-calls"]}${person.calls ?? 1}`];
  if (person.is_priority) said.push(words["desk-priority"]);
  return said.join(" · ");
}

function facts(person) {
  if (!person) return [];
  const rows = [
    [words["desk-name"], person.name],
    [words["desk-born"], person.born],
    [words["desk-walk-in"], person.ground],
    [words["desk-product"], person.product],
    [words["desk-sent-back-for"], person.reasons?.join("; ")],
    [words["desk-code"], person.code],
  ];
  return rows.filter(([, value]) => value).flatMap(([name, value]) => [made("dt", name), made("dd", value)]);
}

function made(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function item(name, count) {
  const element = made("li", name);
  if (count !== undefined) element.append(made("strong", String(count)));
  return element;
}

function showKeys(person) {
  const station = person?.station ?? state.station;
  const isServing = person?.state === "serving";
  const can = {
    call: !person && !state.paused,
    resume: Boolean(state.paused),
    pause: !state.paused,
    sit: person && !isServing,
    recall: person && !isServing,
    skip: person && !isServing,
    "no-show": person && !isServing,
    transfer: Boolean(person),
    finish: isServing,
  };
  for (const key of all("#rows [data-key]")) {
    const act = key.dataset.act ?? key.dataset.open;
    const fits = key.dataset.station ? isServing && key.dataset.station === station && !person.needs_name : can[act];
    key.hidden = !fits;
    key.disabled = isBusy;
  }
  const whom = `${person?.number} ${person?.state} ${state.paused}`;
  if (whom !== sheetsAbout) closeSheets(); // what others do in the lobby leaves a sheet open
  sheetsAbout = whom;
}

// --- what is pressed --------------------------------------------------------------------------------------

async function press(act, fields = {}) {
  if (isBusy) return false;
  isBusy = true;
  all("#rows button").forEach((key) => (key.disabled = true));
  const wanted = { id: crypto.randomUUID(), desk, act, number: state?.person?.number ?? "", ...fields };
  if (["finish", "complete", "send-back", "photographed", "hand-over"].includes(act)) wanted.calls_next = at("auto").checked;
  try {
    const answer = await insist(wanted);
    isBusy = false;
    tell(answer.message, answer.is_refused);
    if (answer.slip.length) showSlip(answer.slip);
    else if (act === "call") at("slip").hidden = true;
    if (!answer.is_refused) closeSheets();
    show(answer.state);
    return !answer.is_refused;
  } catch (error) {
    isBusy = false;
    tell(error.message, true);
    if (error.status === 401) location.assign("/masuk");
    if (state) showKeys(state.person);
    return false;
  }
}

/** Sends the same press until it is answered, for a while: its id makes that harmless. */
async function insist(wanted) {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await post("/loket/tekan", wanted);
    } catch (error) {
      if (error.status || Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

function tell(text, isRefused) {
  at("answer").textContent = text;
  at("answer").classList.toggle("refused", isRefused);
}

function showSlip(lines) {
  at("slip-lines").textContent = lines.join("\n");
  at("slip").hidden = false;
}

function openSheet(id) {
  closeSheets();
  const form = at(id);
  form.reset();
  const product = form.elements.namedItem("product");
  if (product && state.person?.product_id) product.value = state.person.product_id;
  form.hidden = false;
  showPapers();
  form.querySelector("select, input")?.focus();
}

function closeSheets() {
  all(".keys form.sheet[id]").forEach((form) => (form.hidden = true));
}

function showPapers() {
  const who = at("collector").value;
  at("collector-named").hidden = who === "applicant";
  for (const group of all("[data-papers]")) {
    group.hidden = group.dataset.papers !== who;
    group.querySelectorAll("input").forEach((box) => (box.disabled = group.hidden));
  }
}

function fieldsOf(form) {
  const data = new FormData(form);
  const fields = Object.fromEntries(data);
  for (const many of ["reasons", "papers"]) if (data.has(many)) fields[many] = data.getAll(many);
  return fields;
}

for (const key of all("#rows [data-act]")) key.addEventListener("click", () => press(key.dataset.act));
for (const key of all("#rows [data-open]")) key.addEventListener("click", () => openSheet(key.dataset.open));
for (const key of all("[data-close]")) key.addEventListener("click", closeSheets);
for (const form of all("form.sheet")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await press(form.dataset.act, fieldsOf(form))) form.reset();
  });
}
at("collector").addEventListener("change", showPapers);
at("print").addEventListener("click", () => window.print());
at("auto").checked = localStorage.getItem(AUTO) === "yes";
at("auto").addEventListener("change", () => localStorage.setItem(AUTO, at("auto").checked ? "yes" : "no"));

for (const key of all("#rows [data-key]")) key.setAttribute("aria-keyshortcuts", key.dataset.key.toUpperCase());
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") return closeSheets();
  const isTyping = event.target.matches("input, select, textarea") && event.target.type !== "checkbox";
  if (isTyping || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  const key = all(`#rows [data-key="${CSS.escape(event.key.toLowerCase())}"]`).find((each) => !each.hidden && !each.disabled);
  if (!key) return;
  event.preventDefault();
  key.click();
});

// --- the desk, and what comes in --------------------------------------------------------------------------

async function refresh() {
  if (!desk || isBusy) return;
  try {
    show(await get(`/loket/keadaan?desk=${encodeURIComponent(desk)}`));
  } catch (error) {
    if (error.status === 401) location.assign("/masuk");
    else if (error.status) leave();
  }
}

function soon() {
  clearTimeout(asking);
  asking = setTimeout(refresh, SETTLE_MS);
}

function listen() {
  stream?.close();
  stream = new EventSource("/loket/peristiwa");
  stream.addEventListener("state", () => {
    showAway(false);
    soon();
  });
  stream.addEventListener("error", () => showAway(true));
}

function take(id) {
  desk = id;
  localStorage.setItem(DESK, id);
  refresh();
  listen();
}

function leave() {
  desk = "";
  localStorage.removeItem(DESK);
  stream?.close();
  at("work").hidden = true;
  at("choose").hidden = false;
}

for (const key of all("[data-desk]")) key.addEventListener("click", () => take(key.dataset.desk));
at("change").addEventListener("click", leave);
at("sign-out").addEventListener("click", async () => {
  await post("/keluar").catch(() => null);
  localStorage.removeItem(DESK);
  location.assign("/masuk");
});
setInterval(soon, 20000); // tells also that the desk is still open
if (desk) take(desk);
