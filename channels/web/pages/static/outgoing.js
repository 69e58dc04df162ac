// What the person has said and the office has not taken yet. Kept over a reload; sent one by one, in order,
// each under the id that it was born with, so that sending it twice does nothing.

const STORE = "antrian-outgoing";
const WAIT_MS = 2000;
const PATIENCE_MS = 45000; // the office itself may wait 30 s for its store

export function newId() {
  // crypto.randomUUID is missing where the page is not served over https or from this machine
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Outgoing {
  #items = JSON.parse(sessionStorage.getItem(STORE) ?? "[]");
  #sending = false;
  #wake = () => {};

  constructor({ onTaken, onRefused, onAway, onStranger }) {
    Object.assign(this, { onTaken, onRefused, onAway, onStranger });
  }

  get items() {
    return this.#items;
  }

  add(item) {
    this.#items.push(item);
    this.#keep();
    this.kick();
  }

  clear() {
    this.#items = [];
    this.#keep();
  }

  kick() {
    this.#wake();
    if (!this.#sending) this.#send();
  }

  async #send() {
    this.#sending = true;
    while (this.#items.length) {
      const item = this.#items[0];
      const response = await post(item);
      if (response?.status === 401) return this.onStranger();
      if (!response || response.status >= 500 || response.status === 429) {
        this.onAway();
        await this.#pause(response?.headers.get("Retry-After") * 1000 || WAIT_MS);
        continue;
      }
      this.#items.shift();
      this.#keep();
      if (response.ok) this.onTaken(item);
      else this.onRefused(item, (await response.json()).message);
    }
    this.#sending = false;
  }

  #pause(ms) {
    return new Promise((resolve) => {
      this.#wake = resolve;
      setTimeout(resolve, ms);
    });
  }

  #keep() {
    sessionStorage.setItem(STORE, JSON.stringify(this.#items));
  }
}

async function post(item) {
  try {
    return await fetch("/chat/messages", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(item),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch {
    return null;
  }
}
