// The draft of a new thread: title, text and kind together, kept as a reply's is.
import { Draft } from "./drafts.js";

export class NewDraft extends Draft {
  constructor({ form, url }) {
    super({
      field: form.elements.text,
      url,
      place: `new${location.search}`,
      version: Number(form.elements.draft_version.value || 0),
    });
    this.form = form;
    this.saved = this.value();
    form.elements.title.addEventListener("input", () => this.changed());
    form.addEventListener("change", ({ target }) => target.name === "kind" && this.changed());
    form.elements.to?.addEventListener("change", () => this.moved());
  }

  concerns({ thread }) {
    return thread === null;
  }

  value() {
    const { elements } = this.form ?? this.field.form;
    return JSON.stringify({
      title: elements.title.value,
      text: elements.text.value,
      kind: elements.text.value || elements.title.value ? elements.kind?.value ?? "" : "",
    });
  }

  put(value) {
    const { title, text, kind } = JSON.parse(value);
    const { elements } = this.form;
    elements.title.value = title;
    elements.text.value = text;
    if (kind && elements.kind) elements.kind.value = kind;
  }

  fields(value) {
    return JSON.parse(value);
  }

  /** What another device kept, in the shape of `value`. */
  other({ title, text }) {
    return JSON.stringify({ title, text, kind: JSON.parse(this.value()).kind });
  }

  /** A title that differs is kept too, above the text. */
  shown(value) {
    const { title, text } = JSON.parse(value);
    return title && title !== this.form.elements.title.value ? `${title}\n\n${text}` : text;
  }

  isSaved(value, version) {
    super.isSaved(value, version);
    this.form.elements.draft_version.value = version;
  }

  /** Other people: the draft goes with them. */
  async moved() {
    const to = this.form.elements.to.value;
    await this.saving;
    const former = { url: this.url, version: this.version };
    const url = new URL(this.url, location.href);
    url.searchParams.set("to", to);
    this.url = url.pathname + url.search;
    if (this.url === former.url) return;
    this.version = 0;
    this.saved = "";
    if (former.version) await this.ask(former.url, { title: "", text: "", version: former.version }).catch(() => {});
    this.soon();
  }
}
