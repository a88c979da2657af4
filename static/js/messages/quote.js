// Quotes a message, or what is selected of it, into the reply.
import { insertBlock } from "../composer/text.js";
import { get } from "../http.js";
import { sayFailure } from "../say.js";
import { gettext } from "../words.js";

export async function quote(message, link) {
  const field = document.getElementById("composer-text");
  if (!field) return;
  const selected = selectionIn(message);
  try {
    const { source, author, number } = await (await get(link.dataset.source)).json();
    const address = document.getElementById("thread").dataset.url;
    const lines = [`**${author}** [#${number}](${address}#m${number})`, "", ...(selected || source).split("\n")];
    insertBlock(field, `${lines.map((line) => `> ${line}`.trimEnd()).join("\n")}\n\n`);
  } catch (error) {
    sayFailure(error, gettext("It can't be quoted now, the server can't be reached."));
  }
}

function selectionIn(message) {
  const selection = getSelection();
  const prose = message.querySelector(".prose");
  const isInside = !selection.isCollapsed && prose?.contains(selection.anchorNode) && prose.contains(selection.focusNode);
  return isInside ? selection.toString().trim() : "";
}
