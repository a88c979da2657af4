// Done on an open question asks what is to become of it: a dialog with the server's own forms.
import { openDialog } from "../dialog.js";
import { getFragment, post } from "../http.js";
import { sayFailure } from "../say.js";
import { elementOf } from "../swap.js";
import { gettext } from "../words.js";

/** `settled(said)` is called when one of the ways was taken. */
export async function openSettle(row, settled) {
  const address = `/inbox/${row.dataset.thread}/settle/`;
  let ways;
  try {
    ways = elementOf(await getFragment(address));
  } catch (error) {
    sayFailure(error, gettext("The question can't be fetched now, the server can't be reached."));
    return;
  }
  const dialog = openDialog(gettext("What is to become of it?"), [ways]);
  listen(ways);
  focusFirst(ways);

  function listen(root) {
    root.addEventListener("toggle", ({ target }) => target.open && target.querySelector("form")?.querySelector("textarea, select, input:not([type=hidden])")?.focus(), true);
    root.addEventListener("submit", send);
  }

  async function send(event) {
    event.preventDefault();
    const form = event.target;
    const button = form.querySelector("button");
    if (button.hasAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    try {
      const { said } = await (await post(address, new FormData(form))).json();
      dialog.close();
      settled(said);
    } catch (error) {
      if (error.status === 422) showRefusal(form, error.sentence);
      else sayFailure(error, gettext("That was not saved, the server can't be reached. Try again."));
    } finally {
      button.removeAttribute("aria-busy");
    }
  }

  function showRefusal(form, sentence) {
    const error = form.querySelector("[data-refused]") ?? document.createElement("p");
    error.dataset.refused = "";
    error.className = "field__error";
    error.setAttribute("role", "alert");
    error.textContent = sentence;
    form.prepend(error);
    form.querySelector("textarea, select, input:not([type=hidden])")?.focus();
  }
}

function focusFirst(ways) {
  ways.querySelector("details[open]")?.querySelector("textarea, select, input:not([type=hidden])")?.focus();
}
