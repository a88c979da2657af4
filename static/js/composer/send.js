// Sends a reply. Nothing is shown before the server has it; what could not be sent stays where it
// is, under the same id, so that trying again never makes a second message.
import { announce } from "../announcer.js";
import { post } from "../http.js";
import { catchUp, takeAnswer } from "../thread/live.js";
import { messageOf, shown } from "../thread/log.js";
import { jumpToNewest } from "../thread/pages.js";
import { gettext } from "../words.js";
import { showErrors, showStatus } from "./notes.js";
import { newId } from "./uuid.js";

export class Sender {
  constructor({ form, draft }) {
    Object.assign(this, { form, draft });
    this.field = form.elements.text;
    this.id = form.elements.client_id;
    this.button = form.querySelector("#composer-send");
    this.id.value ||= newId();
    form.addEventListener("submit", (event) => {
      if (event.submitter?.formTarget) return;
      event.preventDefault();
      this.send();
    });
    document.addEventListener("bobbin:message", ({ detail }) => this.arrived(detail));
    document.addEventListener("bobbin:log", () => this.look());
  }

  /** After a reload in the middle of sending: the same text goes under the same id. */
  resume() {
    const { attempt } = this.draft;
    if (!attempt) return;
    this.id.value = attempt.id;
    this.look();
  }

  /** Is what we tried to send on the page? */
  look() {
    const { attempt } = this.draft;
    if (attempt && messageOf(attempt.id)) this.arrived(attempt);
  }

  async send() {
    const text = this.field.value;
    if (this.sending) return;
    showErrors(this.form, []);
    if (!text.trim()) {
      showErrors(this.form, [gettext("Write something first.")]);
      this.field.focus();
      return;
    }
    const former = this.draft.attempt;
    const attempt = { id: this.id.value, text };
    this.begin(attempt);
    let frame;
    try {
      if (former && former.text !== text && !(await catchUp())) throw new TypeError("Nobody answers");
      if (this.sending !== attempt) return;
      await this.draft.hold(attempt);
      frame = await (await post(this.form.action, new FormData(this.form))).json();
    } catch (error) {
      if (this.sending === attempt) this.failed(error);
      return;
    }
    if (this.sending === attempt) this.done();
    takeAnswer(frame);
    await this.bringIntoView(frame);
  }

  /** A message came onto the page. Is it what we tried to send? Then the answer was lost, or is
   *  still on its way; and a text that was changed since must not go out under that id. */
  arrived({ id }) {
    const { attempt } = this.draft;
    if (id !== attempt?.id) return;
    if (this.field.value === attempt.text) {
      this.done();
      return;
    }
    this.end();
    this.draft.attempt = undefined;
    this.draft.version = 0;
    this.draft.release();
    this.id.value = newId();
    showStatus(this.form, gettext("What you sent first has arrived. What stands here is not sent yet."));
  }

  done() {
    this.end();
    this.field.value = "";
    this.id.value = newId();
    this.draft.drop();
    showStatus(this.form, "");
    announce(gettext("Sent"));
    this.form.dispatchEvent(new Event("bobbin:sent"));
  }

  failed(error) {
    this.end();
    this.draft.release();
    if (error.status === 422) {
      showStatus(this.form, "");
      showErrors(this.form, [error.sentence]);
      this.field.focus();
      return;
    }
    const retry = error.status && error.status < 500 ? null : () => this.send();
    showStatus(this.form, sentence(error.status), retry);
  }

  begin(attempt) {
    this.sending = attempt;
    this.field.readOnly = true;
    this.button.setAttribute("aria-busy", "true");
    showStatus(this.form, gettext("Sending…"));
  }

  end() {
    this.sending = undefined;
    this.field.readOnly = false;
    this.button.removeAttribute("aria-busy");
  }

  async bringIntoView({ id }) {
    if (!messageOf(id) && !shown().isLast) await jumpToNewest();
    messageOf(id)?.scrollIntoView({ block: "nearest" });
  }
}

function sentence(status) {
  if (status === 404) return gettext("Not sent, this thread is not open to you any more. Your text is kept in this browser.");
  if (status === 403) return gettext("Not sent, you signed in again since this page was opened. Reload it; your text is kept in this browser.");
  return gettext("Not sent, the server can't be reached. Your text is kept in this browser.");
}
