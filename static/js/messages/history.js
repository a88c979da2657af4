// What a message said before, over the page.
import { openDialog } from "../dialog.js";
import { getFragment } from "../http.js";
import { sayFailure } from "../say.js";
import { elementOf } from "../swap.js";
import { gettext } from "../words.js";

export async function showHistory(message, link) {
  try {
    const versions = elementOf(await getFragment(link.href));
    openDialog(gettext("What it said before"), [versions]);
  } catch (error) {
    sayFailure(error, gettext("The history can't be fetched now, the server can't be reached."));
  }
}
