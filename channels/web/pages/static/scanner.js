// Reads a QR from a camera: with the browser's own detector, or with the one that `make scanner` has put here.

const PERIOD_MS = 200;

export class Scanner {
  constructor({ video, reader, onRead }) {
    this.video = video;
    this.reader = reader;
    this.onRead = onRead;
    this.turn = 0; // grows with each start and stop, so that what belongs to an earlier one ends by itself
  }

  /** Tells whether there may be a camera here, and something to read it with. */
  get isPossible() {
    return Boolean(navigator.mediaDevices && ("BarcodeDetector" in window || this.reader));
  }

  /** Looks until something is read or `stop`; raises what the browser says when it gives no camera. */
  async start() {
    const turn = ++this.turn;
    this.detector ??= await detector(this.reader);
    const stream = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1280 }, height: { ideal: 720 } } });
    if (turn !== this.turn) return close(stream);
    this.video.srcObject = stream;
    await this.video.play();
    this.look(turn);
  }

  stop() {
    this.turn += 1;
    if (this.video.srcObject) close(this.video.srcObject);
    this.video.srcObject = null;
  }

  async look(turn) {
    const [found] = await this.detector.detect(this.video).catch(() => []);
    if (turn !== this.turn) return;
    if (found) this.onRead(found.rawValue);
    else setTimeout(() => this.look(turn), PERIOD_MS);
  }
}

async function detector(reader) {
  const Detector = window.BarcodeDetector ?? (await import(reader)).BarcodeDetector;
  return new Detector({ formats: ["qr_code"] });
}

function close(stream) {
  stream.getTracks().forEach((track) => track.stop());
}
