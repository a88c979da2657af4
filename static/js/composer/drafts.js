// What is being written is kept: in this browser at once, on the server after a pause. The browser
// holds only what the server does not have yet; two devices never overwrite each other.
import { get, post } from "../http.js";
import { on } from "../socket.js";
import { Kept } from "./kept.js";

const PAUSE = 1_000;
const PATIENCE = 2_000;
const viewer = document.body.dataset.userId;
const A_LOAD = 10_000; // so long a page may be on its way that does not know of a save yet

/** Keeps `field` under `url`; `place` names it in this browser, `version` is the server's. */
export class Draft {
  constructor({ field, url, place, version }) {
    Object.assign(this, { field, url, place, version, kept: new Kept(place), epoch: 0 });
    this.saved = field.value;
    field.addEventListener("input", () => !this.syncing && this.changed());
    on("ready", () => this.value() !== this.saved && this.soon());
    on("draft", (frame) => this.concerns(frame) && frame.version !== this.version && this.sync());
    document.addEventListener("bobbin:message", ({ detail }) => this.version && isOwn(detail) && this.sync());
  }

  /** Whether a frame is about a draft of this place. */
  concerns({ thread }) {
    return thread === this.place;
  }

  /** What stands here, as it is compared and kept. */
  value() {
    return this.field.value;
  }

  put(value) {
    this.field.value = value;
  }

  /** What is sent to the server for `value`. */
  fields(value) {
    return { text: value };
  }

  other({ text }) {
    return text;
  }

  shown(value) {
    return value;
  }

  /** What this browser kept goes back into the field. `attempt` is how sending was tried last. */
  restore() {
    const kept = this.kept.read();
    this.attempt = kept?.attempt;
    if (!kept || kept.text === this.value()) return;
    if (kept.savedAt) this.restoreSaved(kept);
    else this.restoreUnsaved(kept);
  }

  /** The server has it, or had it: this page may have been written before that save. */
  restoreSaved({ text, version, savedAt }) {
    this.kept.forget();
    if (savedAt < performance.timeOrigin || version < this.version) return;
    this.put(text);
    this.saved = text;
    this.version = version;
  }

  restoreUnsaved({ text, version }) {
    const other = this.value();
    const isEmpty = !this.field.value;
    this.put(text);
    if (!isEmpty && version !== this.version) this.disagree(other, this.version);
    else this.soon();
  }

  /** Another device or tab of this person saved, sent or discarded it: what is not being changed
   *  here follows; what is, is kept beside it. */
  async sync() {
    await this.saving;
    if (this.held || this.conflict) return;
    const kept = await get(this.url).then((answer) => answer.json()).catch(() => null);
    if (!kept || kept.version === this.version || this.held || this.saving) return;
    const value = this.other(kept);
    if (this.value() === this.saved) {
      this.follow(value, kept.version);
    } else if (kept.version) this.disagree(value, kept.version);
    else this.version = 0;
  }

  follow(value, version) {
    clearTimeout(this.timer);
    this.syncing = true;
    this.put(value);
    this.saved = this.value();
    this.isSaved(this.saved, version);
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    this.syncing = false;
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
    this.saved = this.value();
    this.kept.forget();
  }

  soon() {
    clearTimeout(this.timer);
    if (!this.held) this.timer = setTimeout(() => this.save(), PAUSE);
  }

  async save() {
    const text = this.value();
    if (this.held || this.saving || this.conflict || text === this.saved) return;
    this.saving = this.send(text).finally(() => { this.saving = undefined; });
    await this.saving;
    if (this.value() !== text) this.soon();
  }

  async send(text) {
    const { epoch } = this;
    const answer = await this.ask(this.url, { ...this.fields(text), version: this.version }).catch((error) => error);
    if (answer.status === 409) await this.disagree(this.other(answer.body), answer.body.version);
    if (answer.status !== 200) return;
    const { version } = await answer.json();
    if (epoch === this.epoch) this.isSaved(text, version);
    // It was sent while this save was on its way, and must not come back as a draft.
    else await post(this.url, { text: "", version }).catch(() => {});
  }

  ask(url, fields) {
    return post(url, fields);
  }

  isSaved(text, version) {
    this.version = version;
    this.saved = text;
    if (this.value() !== text || this.attempt) {
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
    offerOther(this, this.shown(text), version);
  }

  /** After the person chose between two texts; `version` is the one they chose to follow. */
  settle(version) {
    this.conflict = false;
    this.version = version;
    this.changed();
  }

  keep(more = {}) {
    this.kept.write({ text: this.value(), version: this.version, attempt: this.attempt, ...more });
  }
}

function isOwn({ author }) {
  return String(author) === viewer;
}
