// What all pages of the office share: posting, the words, and the notice that the server is away.

export const words = JSON.parse(document.body.dataset.words);
export const { language, zone } = document.body.dataset;
export const at = (id) => document.getElementById(id);

/** Raised when the server can't be reached or says that it is away; `message` is for the person. */
export class Away extends Error {
  constructor() {
    super(words["room-away"]);
  }
}

/** Raised when the server refuses what was asked; `message` is for the person. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export function showAway(isAway) {
  at("away").hidden = !isAway;
}

/** Posts a value as JSON and returns the answer's value, null when it has none. Raises Away or Refused. */
export async function post(path, value = {}) {
  const response = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(value),
  }).catch(() => null);
  return answerOf(response);
}

/** Returns the value at a path. Raises Away or Refused. */
export async function get(path) {
  return answerOf(await fetch(path).catch(() => null));
}

async function answerOf(response) {
  const isAway = response === null || response.status >= 500;
  showAway(isAway);
  if (isAway) throw new Away();
  if (response.status === 204) return null;
  const value = await response.json();
  if (!response.ok) throw new Refused(response.status, value.message);
  return value;
}
