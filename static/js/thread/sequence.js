// Frames are hints, the server is the truth (quality.md, I11): a change is applied when it is the
// next one, dropped when it is old, and what lies between is fetched when one is missing.

const GRACE = 250; // two frames may overtake each other by that much
const JITTER = 250; // so that many browsers do not ask at the same moment
const PAUSE = 1_000; // between tries while the server does not answer

/**
 * `apply(frame)` changes the page. `fetchAfter(seq)` resolves to the newest sequence number that
 * the page holds after it, or to null when there is nothing left to follow; it rejects when the
 * server cannot be asked.
 */
export class Sequence {
  constructor(seq, { apply, fetchAfter }) {
    this.seq = seq;
    this.apply = apply;
    this.fetchAfter = fetchAfter;
    this.waiting = new Map();
    this.ended = false;
  }

  /** A frame that came by socket, or as the answer to what we did. */
  take(frame) {
    if (this.ended || frame.seq <= this.seq) return;
    this.waiting.set(frame.seq, frame);
    this.drain();
    if (this.waiting.size) this.later(GRACE + Math.random() * JITTER);
  }

  /** As `take`, and shown even where an earlier change is still missing. */
  show(frame) {
    if (frame.seq > this.seq + 1) this.apply(frame);
    this.take(frame);
  }

  /** Fetches what is missing; asked again while it is asking, it asks once more. */
  async catchUp() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.again = true;
    this.asking ??= this.ask().finally(() => { this.asking = undefined; });
    return this.asking;
  }

  /** Something on the page is only as new as `seq`: what came after it is fetched again. */
  rewind(seq) {
    this.floor = Math.min(this.floor ?? seq, seq);
    this.catchUp().catch(() => {});
  }

  /** Catches up in `delay` milliseconds, unless it is about to anyway. */
  later(delay) {
    this.timer ??= setTimeout(() => this.catchUp().catch(() => {}), delay);
  }

  async ask() {
    while (this.again && !this.ended) {
      this.again = false;
      this.seq = Math.min(this.seq, this.floor ?? this.seq);
      this.floor = undefined;
      let seq;
      try {
        seq = await this.fetchAfter(this.seq);
      } catch (error) {
        this.later(PAUSE * (1 + Math.random()));
        throw error;
      }
      if (seq === null) this.ended = true;
      else this.seq = Math.max(this.seq, seq);
      this.drain();
    }
    if (this.waiting.size) this.later(GRACE);
  }

  drain() {
    for (const seq of this.waiting.keys()) if (seq <= this.seq) this.waiting.delete(seq);
    for (let next; (next = this.waiting.get(this.seq + 1)); ) {
      this.waiting.delete(next.seq);
      this.apply(next);
      this.seq = next.seq;
    }
    if (!this.waiting.size && !this.again && !this.asking) {
      clearTimeout(this.timer);
      this.timer = undefined;
    }
  }
}
