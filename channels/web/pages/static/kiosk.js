// The kiosk: one screen at a time. Whatever it shows of somebody is gone when the next one comes, or soon by itself.

import { Aloud } from "./aloud.js";
import { Away, at, get, language, post, words } from "./room.js";
import { Scanner } from "./scanner.js";

const LARGE = "antrian-large";
const PRINTED = "antrian-printed"; // numbers that are on paper, until the server knows
const PATIENCE_MS = 45000; // how long nobody touches a screen before the first one is back
const ANSWER_MS = 25000;
const BEAT_MS = 10000;
const RETRY_MS = 3000;
const PRINT_TRIES = 3;
const SPOKEN = { start: ["kios-mulai"], type: ["kios-ketik"], "walk-in": ["kios-langsung"], scan: ["kios-pindai"] };

const all = (selector) => [...document.querySelectorAll(selector)];
const aloud = new Aloud();
const scanner = new Scanner({ video: at("camera"), reader: at("kiosk").dataset.reader, onRead: (text) => arrive(text) });

let screen = "start";
let turn = 0; // grows whenever the screen changes, so that an answer which comes late is not shown to somebody else
let idle = 0;
let retry = 0;

// --- screens ----------------------------------------------------------------------------------------------

function show(id) {
  screen = id;
  turn += 1;
  clearTimeout(retry);
  scanner.stop();
  for (const section of all(".screen")) section.hidden = section.id !== id;
  const title = at(`${id}-title`);
  title.focus();
  aloud.say(at(id).innerText, SPOKEN[id] ?? []);
  wait();
  return turn;
}

function wait() {
  clearTimeout(idle);
  if (screen === "withdrawn") return;
  idle = setTimeout(leave, screen === "answer" ? ANSWER_MS : PATIENCE_MS);
}

/** Back to the first screen as it is for everybody: nothing typed, nothing shown, usual letters, Indonesian. */
function leave() {
  const isAsItWas = language === "id";
  setLarge(false);
  setAloud(false);
  home();
  if (!isAsItWas) location.replace("/language/id?to=/kios");
}

function home() {
  at("code").value = "";
  clearAnswer();
  if (screen !== "start") show("start");
  else wait();
}

function setLarge(isLarge) {
  document.documentElement.classList.toggle("large", isLarge);
  at("large").setAttribute("aria-pressed", String(isLarge));
  sessionStorage.setItem(LARGE, isLarge ? "yes" : "");
}

async function setAloud(isOn) {
  at("aloud").setAttribute("aria-pressed", String(isOn));
  await aloud.turn(isOn);
}

// --- what a press comes to --------------------------------------------------------------------------------

/** Posts until the server has answered, or nobody waits for it any more. Raises what it refuses. */
async function insist(path, value, isWanted) {
  while (isWanted()) {
    try {
      return await post(path, value);
    } catch (error) {
      if (!(error instanceof Away)) throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
  return null;
}

async function ask(path, value) {
  const mine = show("working");
  try {
    const answer = await insist(path, value, () => mine === turn);
    if (answer && mine === turn) showAnswer(answer);
  } catch (error) {
    refused(error);
  }
}

function refused(error) {
  if (error.status === 401) show("withdrawn");
  else showAnswer({ title: words["kiosk-turned-away"], lines: [] });
}

const arrive = (code) => ask("/kios/kode", { id: crypto.randomUUID(), code });
const walkIn = (category) => ask("/kios/langsung", { id: crypto.randomUUID(), category });

function showAnswer(answer) {
  clearAnswer();
  at("answer").classList.toggle("refused", !answer.number);
  at("answer-title").textContent = answer.title;
  at("number").textContent = answer.number ?? "";
  at("lines").replaceChildren(...answer.lines.map(line));
  at("follow").hidden = !answer.qr;
  if (answer.qr) {
    at("qr").src = answer.qr;
    at("hint").textContent = answer.hint;
  }
  const mine = show("answer");
  if (answer.number) aloud.say(at("answer").innerText, ["nomor-antrian", ...answer.number.toLowerCase()]);
  else aloud.say(at("answer").innerText, ["kios-petugas"]);
  showPaper(answer, mine);
}

function line(text) {
  const element = document.createElement("p");
  element.textContent = text;
  return element;
}

function clearAnswer() {
  for (const id of ["answer-title", "number", "hint", "paper-state", "slip-office", "slip-number", "slip-hint", "slip-at"]) {
    at(id).textContent = "";
  }
  at("lines").replaceChildren();
  at("slip-lines").replaceChildren();
  for (const id of ["qr", "slip-qr"]) at(id).removeAttribute("src");
  for (const id of ["follow", "print-again", "without-paper"]) at(id).hidden = true;
}

// --- the paper --------------------------------------------------------------------------------------------

function showPaper(answer, mine, tries = PRINT_TRIES) {
  const { paper, number } = answer;
  const hasFailed = paper === "failed";
  at("print-again").hidden = !hasFailed;
  at("without-paper").hidden = !hasFailed;
  if (paper === "printed") at("paper-state").textContent = words["kiosk-take-paper"];
  else if (paper === "here") printHere(answer, mine);
  else if (hasFailed) {
    at("paper-state").textContent = `${words["kiosk-failed"]} ${words["kiosk-failed-how"]}`;
    at("print-again").scrollIntoView({ block: "nearest" });
    if (tries > 0) retry = setTimeout(() => printAgain(number, mine, tries - 1), RETRY_MS);
  }
  at("print-again").onclick = () => printAgain(number, mine, 0);
  at("without-paper").onclick = () => goWithout(number, mine);
}

async function printAgain(number, mine, tries) {
  clearTimeout(retry);
  at("paper-state").textContent = words["kiosk-printing"];
  try {
    const answer = await insist("/kios/cetak", { number }, () => mine === turn);
    if (answer && mine === turn) showPaper(answer, mine, tries);
  } catch (error) {
    if (mine === turn) refused(error);
  }
}

async function goWithout(number, mine) {
  clearTimeout(retry);
  at("print-again").hidden = true;
  at("without-paper").hidden = true;
  await waits(number);
  if (mine === turn) at("paper-state").textContent = words["kiosk-remember"];
}

async function printHere(answer, mine) {
  at("paper-state").textContent = words["kiosk-printing"];
  at("slip-office").textContent = answer.office;
  at("slip-number").textContent = answer.number;
  at("slip-lines").replaceChildren(...answer.lines.map(line));
  at("slip-qr").src = answer.qr;
  at("slip-hint").textContent = answer.hint;
  at("slip-at").textContent = answer.at;
  await at("slip-qr").decode().catch(() => {});
  if (mine !== turn) return;
  window.print(); // returns once the paper is on its way, or at once where nobody is asked
  await waits(answer.number);
  if (mine === turn) at("paper-state").textContent = words["kiosk-take-paper"];
}

/** Lets a ticket wait from now on: told until the server knows, also when its owner has gone or the page is opened anew. */
async function waits(number) {
  keepPrinted([...printed(), number]);
  await tellPrinted();
}

async function tellPrinted() {
  for (const number of printed()) {
    await insist("/kios/tercetak", { number }, () => true).catch((error) => error.status === 401 && show("withdrawn"));
    keepPrinted(printed().filter((each) => each !== number));
  }
}

const printed = () => JSON.parse(localStorage.getItem(PRINTED) ?? "[]");
const keepPrinted = (numbers) => localStorage.setItem(PRINTED, JSON.stringify(numbers));

// --- keys, scanner, camera --------------------------------------------------------------------------------

/** A USB scanner types a code and Enter, wherever the focus is; so does a keyboard. */
function typed(event) {
  wait();
  const isSign = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!isSign || event.target === at("code") || screen === "withdrawn" || screen === "working") return;
  event.preventDefault();
  at("code").value = "";
  show("type");
  at("code").value = event.key;
  at("code").focus();
}

async function openCamera() {
  const mine = turn;
  try {
    await scanner.start();
  } catch {
    if (mine === turn) showAnswer({ title: words["kiosk-no-camera"], lines: [words["kiosk-type-how"]] });
  }
}

at("code-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const code = at("code").value.trim();
  at("code").value = "";
  if (code) arrive(code);
  else at("code").focus();
});
at("keys").addEventListener("click", (event) => {
  const key = event.target.closest("button");
  if (!key) return;
  at("code").value = key.id === "erase" ? at("code").value.slice(0, -1) : at("code").value + key.dataset.sign;
});
for (const key of all("[data-to]")) {
  key.addEventListener("click", () => {
    show(key.dataset.to);
    if (key.dataset.to === "scan") openCamera();
  });
}
for (const key of all("[data-home]")) key.addEventListener("click", home);
for (const key of all("[data-category]")) key.addEventListener("click", () => walkIn(key.dataset.category));
at("large").addEventListener("click", () => setLarge(at("large").getAttribute("aria-pressed") !== "true"));
at("aloud").addEventListener("click", async () => {
  await setAloud(at("aloud").getAttribute("aria-pressed") !== "true");
  aloud.say(at(screen).innerText, SPOKEN[screen] ?? []);
});
document.addEventListener("keydown", typed);
document.addEventListener("pointerdown", wait);
at("to-scan").hidden = !scanner.isPossible;
setLarge(sessionStorage.getItem(LARGE) === "yes");
tellPrinted();
wait();

setInterval(async () => {
  try {
    await get("/kios/keadaan");
    if (screen === "withdrawn") location.reload();
  } catch (error) {
    if (error.status === 401 && screen !== "withdrawn") show("withdrawn");
  }
}, BEAT_MS);
