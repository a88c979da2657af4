// What is being written is kept: in this browser at once, on the server after a pause. The browser
// holds only what the server does not have yet; two devices never overwrite each other.
import { post } from "../http.js";
import { on } from "../socket.js";
import { Kept } from "./kept.js";

const PAUSE = 1_000;
const PATIENCE = 2_000;
const A_LOAD = 10_000; // so long a page may be on its way that does not know of a save yet

/** Keeps `field` under `url`; `place` names it in this browser, `version` is the server's. */
export class Draft {
  constructor({ field, url, place, version }) {
    Object.assign(this, { field, url, version, kept: new Kept(place), epoch: 0 });
    this.saved = field.value;
    field.addEventListener("input", () => this.changed());
    on("ready", () => this.field.value !== this.saved && this.soon());
  }

  /** What this browser kept goes back into the field. `attempt` is how sending was tried last. */
  restore() {
    const kept = this.kept.read();
    this.attempt = kept?.attempt;
    if (!kept || kept.text === this.field.value) return;
    if (kept.savedAt) this.restoreSaved(kept);
    else this.restoreUnsaved(kept);
  }

  /** The server has it, or had it: this page may have been written before that save. */
  restoreSaved({ text, version, savedAt }) {
    this.kept.forget();
    if (savedAt < performance.timeOrigin || version < this.version) return;
    this.field.value = this.saved = text;
    this.version = version;
  }

  restoreUnsaved({ text, version }) {
    const other = this.field.value;
    this.field.value = text;
    if (other && version !== this.version) this.disagree(other, this.version);
    else this.soon();
  }

  changed() {
    this.keep();
    this.soon();
  }

  /** Before sending, as `attempt` ({ id, text }): no save may come after it. */
  async hold(attempt) {
    clearTimeout(this.timer);
    this.held = true;
    this.attempt = attempt;
    this.keep();
    await Promise.race([this.saving, new Promise((resolve) => { setTimeout(resolve, PATIENCE); })]);
  }

  /** Not sent: it is kept on. */
  release() {
    this.held = false;
    this.soon();
  }

  /** Sent: the server has no draft any more. */
  drop() {
    this.epoch += 1;
    this.held = false;
    this.attempt = undefined;
    this.version = 0;
    this.saved = this.field.value;
    this.kept.forget();
  }

  soon() {
    clearTimeout(this.timer);
    if (!this.held) this.timer = setTimeout(() => this.save(), PAUSE);
  }

  async save() {
    const text = this.field.value;
    if (this.held || this.saving || this.conflict || text === this.saved) return;
    this.saving = this.send(text).finally(() => { this.saving = undefined; });
    await this.saving;
    if (this.field.value !== text) this.soon();
  }

  async send(text) {
    const { epoch } = this;
    const answer = await post(this.url, { text, version: this.version }).catch((error) => error);
    if (answer.status === 409) await this.disagree(answer.body.text, answer.body.version);
    if (answer.status !== 200) return;
    const { version } = await answer.json();
    if (epoch === this.epoch) this.isSaved(text, version);
    // It was sent while this save was on its way, and must not come back as a draft.
    else await post(this.url, { text: "", version }).catch(() => {});
  }

  isSaved(text, version) {
    this.version = version;
    this.saved = text;
    if (this.field.value !== text || this.attempt) {
      this.keep();
      return;
    }
    this.keep({ savedAt: Date.now() });
    setTimeout(() => this.kept.read()?.savedAt && this.kept.forget(), A_LOAD);
  }

  /** Another device saved `text` as `version`: the person chooses, and until then nothing is saved. */
  async disagree(text, version) {
    this.conflict = true;
    const { offerOther } = await import("./other_draft.js");
    offerOther(this, text, version);
  }

  /** After the person chose between two texts; `version` is the one they chose to follow. */
  settle(version) {
    this.conflict = false;
    this.version = version;
    this.changed();
  }

  keep(more = {}) {
    this.kept.write({ text: this.field.value, version: this.version, attempt: this.attempt, ...more });
  }
}
