// Says calls: clips one behind the other, one call after another, each call once however often it is told.

const REMEMBERED = 300;
const SPOKEN = "antrian-spoken";
const PAUSE_MS = 350;

export class Voice {
  constructor({ onSay }) {
    this.onSay = onSay;
    this.isOn = false;
    this.waiting = [];
    this.isTalking = false;
    this.spoken = JSON.parse(sessionStorage.getItem(SPOKEN) ?? "[]");
    this.player = new Audio();
  }

  /** Lets the voice speak from now on; browsers ask for a press first. */
  async turnOn() {
    this.player.src = "/suara/nomor-antrian";
    this.player.muted = true;
    await this.player.play();
    this.player.pause();
    this.player.muted = false;
    this.isOn = true;
  }

  /** Tells whether a call is new here, and remembers it. */
  isNew(id) {
    if (this.spoken.includes(id)) return false;
    this.spoken.push(id);
    this.spoken.splice(0, this.spoken.length - REMEMBERED);
    sessionStorage.setItem(SPOKEN, JSON.stringify(this.spoken));
    return true;
  }

  /** Says a call behind those that wait. */
  say(call) {
    this.waiting.push(call);
    if (!this.isTalking) this.talk();
  }

  /** Stops what is being said, and forgets what waits. */
  hush() {
    this.waiting = [];
    if (this.now) this.now.isHushed = true;
    this.player.pause();
    this.player.onended?.();
  }

  async talk() {
    this.isTalking = true;
    for (let call = this.waiting.shift(); call; call = this.waiting.shift()) {
      this.now = call;
      this.onSay(call);
      for (const clip of this.isOn ? call.clips : []) {
        if (!call.isHushed) await this.play(clip);
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    this.isTalking = false;
  }

  play(clip) {
    return new Promise((resolve) => {
      const done = () => resolve();
      this.player.onended = done;
      this.player.onerror = done; // a clip that is not there must not silence the rest
      this.player.src = `/suara/${clip}`;
      this.player.play().catch(done);
    });
  }
}
