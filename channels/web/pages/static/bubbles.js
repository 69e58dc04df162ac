// Draws what was said. Words go in as text, never as HTML.

const STATE = /^(✅|⏳|❌)/u;
// A line to send, a command word, a booking code, an approval code: what one copies.
const COPYABLE = /^#.+$|#\p{L}{3,}|\b[A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{4}\b|\b\d{8}\b/gmu;

export class Bubbles {
  #byId = new Map();
  #byName = new Map();
  #day = "";

  constructor(list, { words, language, zone, isWaiting, onChoice, onCopy }) {
    Object.assign(this, { list, words, isWaiting, onChoice, onCopy });
    const locale = language === "id" ? "id-ID" : "en-GB";
    this.hour = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
    this.date = new Intl.DateTimeFormat(locale, { timeZone: zone, dateStyle: "full" });
  }

  get isEmpty() {
    return this.#byName.size === 0;
  }

  // Show an entry of the transcript. Returns its bubble, or null when it stood here before.
  show(entry, id) {
    if (this.#byId.has(id)) return null;
    const at = Number(id.split("-")[0]);
    const standing = this.#byName.get(entry.name) ?? this.#byId.get(entry.edits);
    const bubble = this.#bubble(entry, at, id);
    // It stands in the transcript a moment before it is safe in the inbox: only the answer to its post tells.
    if (entry.by === "person") this.#judge(bubble, entry.name);
    if (standing && entry.edits) standing.replaceWith(bubble);
    else {
      standing?.remove();
      this.#put(bubble, at);
    }
    this.#byId.set(id, bubble);
    if (entry.edits) this.#byId.set(entry.edits, bubble);
    this.#byName.set(entry.name, bubble);
    return bubble;
  }

  // Show what has just been said, before the office has it.
  expect({ id, text, label }) {
    if (this.#byName.has(id)) return;
    const at = Date.now();
    const bubble = this.#bubble({ name: id, by: "person", text: text || label }, at);
    this.#judge(bubble, id);
    this.#put(bubble, at);
    this.#byName.set(id, bubble);
  }

  taken(name) {
    this.#mark(this.#byName.get(name), "taken", this.words["web-sent"]);
  }

  refused(name, reason) {
    this.#mark(this.#byName.get(name), "refused", `${this.words["web-not-sent"]}: ${reason}`);
  }

  #judge(bubble, name) {
    if (this.isWaiting(name)) this.#mark(bubble, "waiting", this.words["web-waiting"]);
    else this.#mark(bubble, "taken", this.words["web-sent"]);
  }

  #mark(bubble, state, words) {
    if (!bubble) return;
    bubble.dataset.state = state;
    bubble.querySelector(".state").textContent = words;
  }

  #put(bubble, at) {
    const day = this.date.format(at);
    if (day !== this.#day) {
      this.#day = day;
      this.list.append(element("h2", "day", this.#dayWords(at)));
    }
    if (bubble.classList.contains("person") || bubble.querySelector(".choices")) this.#retire();
    this.list.append(bubble);
  }

  // Only the last question can be answered by a button.
  #retire() {
    for (const choices of this.list.querySelectorAll(".choices")) choices.remove();
  }

  #bubble(entry, at, id) {
    const { name, by = "office", text, buttons = [], pictures = [], places = [], documents = [] } = entry;
    const bubble = element("article", `bubble ${by}`);
    bubble.dataset.name = name;
    bubble.append(element("span", "unseen", `${this.words[by === "office" ? "web-office" : "web-you"]}: `));
    const paper = element("div", "paper-slip");
    paper.append(by === "person" ? element("p", "text", text) : this.#text(text, pictures));
    paper.append(...places.map(place));
    paper.append(...documents.map((words, number) => download(`/chat/documents/${id}/${number}`, words)));
    paper.append(this.#foot(by, at));
    bubble.append(paper);
    if (buttons.length) bubble.append(this.#choices(buttons));
    return bubble;
  }

  // The office's words, with what can be copied, and each picture behind the code that it shows.
  #text(text, pictures) {
    const paragraph = element("p", "text");
    const left = new Set(pictures);
    const state = STATE.test(text) ? text.split("\n", 1)[0] : "";
    if (state) paragraph.append(element("strong", "state", state));
    let end = state.length;
    for (const found of text.matchAll(COPYABLE)) {
      if (found.index < end) continue;
      paragraph.append(text.slice(end, found.index), this.#copyable(found[0]));
      for (const shown of left) {
        if (shown.about !== found[0]) continue;
        paragraph.append(picture(shown));
        left.delete(shown);
      }
      end = found.index + found[0].length;
    }
    paragraph.append(text.slice(end), ...Array.from(left, picture));
    return paragraph;
  }

  #copyable(text) {
    const button = element("button", "copy", text);
    button.type = "button";
    button.title = this.words["web-copy"];
    button.addEventListener("click", () => this.onCopy(text));
    return button;
  }

  #choices(buttons) {
    const group = element("div", "choices");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", this.words["web-choices"]);
    for (const [id, label] of buttons) {
      const button = element("button", "choice", label);
      button.type = "button";
      button.addEventListener("click", () => this.onChoice(id, label));
      group.append(button);
    }
    return group;
  }

  #foot(by, at) {
    const foot = element("p", "foot");
    const time = element("time", "", this.hour.format(at));
    time.dateTime = new Date(at).toISOString();
    foot.append(time);
    if (by === "person") foot.append(element("span", "state"));
    return foot;
  }

  #dayWords(at) {
    const day = this.date.format(at);
    const now = Date.now();
    if (day === this.date.format(now)) return this.words["web-today"];
    if (day === this.date.format(now - 24 * 3600 * 1000)) return this.words["web-yesterday"];
    return day;
  }
}

function picture({ source, words }) {
  const image = element("img", "picture");
  image.src = source;
  image.alt = words;
  return image;
}

function place({ address, words }) {
  const link = element("a", "place", words);
  link.href = address;
  link.target = "_blank"; // the conversation stays
  link.rel = "noopener";
  return link;
}

function download(address, words) {
  const link = element("a", "document", words);
  link.href = address;
  link.download = ""; // under the name that the server gives it; the page stays
  return link;
}

function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}
