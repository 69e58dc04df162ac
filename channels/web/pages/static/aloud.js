// Reads a screen aloud: with a voice of the browser's in the page's language, else with the board's Indonesian clips.

import { language } from "./room.js";
import { Voice } from "./voice.js";

export class Aloud {
  constructor() {
    this.isOn = false;
    this.clips = new Voice({ onSay: () => {} });
    this.speech = window.speechSynthesis; // not in every browser
    this.speech?.getVoices(); // some browsers fill the list only once it has been asked for
  }

  async turn(isOn) {
    this.isOn = isOn;
    this.hush();
    if (isOn && !this.voice && language === "id") await this.clips.turnOn().catch(() => {});
  }

  /** Says a text instead of what is being said; `clips` are the names of what says about the same. */
  say(text, clips) {
    if (!this.isOn) return;
    this.hush();
    if (this.voice) {
      const said = new SpeechSynthesisUtterance(text);
      said.voice = this.voice;
      said.lang = this.voice.lang;
      this.speech.speak(said);
    } else if (language === "id" && clips.length) {
      this.clips.say({ clips });
    }
  }

  hush() {
    this.speech?.cancel();
    this.clips.hush();
  }

  get voice() {
    return this.speech?.getVoices().find((voice) => voice.lang.toLowerCase().startsWith(language));
  }
}
