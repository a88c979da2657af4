// What is being written is kept: in this browser at once, on the server after a pause. The browser
// holds only what the server does not have yet; two devices never overwrite each other.
import { post } from "../http.js";
import { on } from "../socket.js";

const PAUSE = 1_000;
const PATIENCE = 2_000;

/** Keeps `field` under `url`; `place` names it in this browser, `fields()` what else belongs to it. */
export class Draft {
  constructor({ field, url, place, version, fields = () => ({}) }) {
    Object.assign(this, { field, url, version, fields });
    this.key = `bobbin.draft.${document.body.dataset.userId}.${place}`;
    this.saved = field.value;
    field.addEventListener("input", () => this.changed());
    on("ready", () => this.field.value !== this.saved && this.soon());
  }

  /** What this browser kept goes back into the field. `attempt` is how sending was tried last. */
  restore() {
    const kept = this.kept();
    this.attempt = kept?.attempt;
    const other = this.field.value;
    if (!kept || kept.text === other) return;
    this.field.value = kept.text;
    this.soon();
    if (!other || kept.version === this.version) return;
    this.disagree(other, this.version);
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

  /** Sent, or not wanted any more: the server has none either. */
  drop() {
    this.held = false;
    this.attempt = undefined;
    this.version = 0;
    this.saved = this.field.value;
    this.forget();
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
    const answer = await post(this.url, { ...this.fields(), text, version: this.version }).catch((error) => error);
    if (answer.status === 409) {
      await this.disagree(answer.body.text, answer.body.version);
    } else if (answer.status === 200) {
      this.version = (await answer.json()).version;
      this.saved = text;
      if (this.field.value === text && !this.attempt) this.forget();
      else this.keep();
    }
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

  keep() {
    const kept = { text: this.field.value, version: this.version, attempt: this.attempt };
    try {
      localStorage.setItem(this.key, JSON.stringify(kept));
    } catch { /* storage is full or switched off; the server keeps it */ }
  }

  kept() {
    try {
      return JSON.parse(localStorage.getItem(this.key));
    } catch {
      return null;
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.key);
    } catch { /* nothing was kept */ }
  }
}
