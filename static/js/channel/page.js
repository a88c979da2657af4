// A channel's page: its rows follow what happens, and are fetched again after a lost connection.
import { refresher } from "../refresh.js";
import { connect, on } from "../socket.js";
import { dropRow, markRowRead, placeRow } from "./rows.js";

const LIST = "#channel > .stack--tight";

export function startChannel({ dataset }) {
  const refresh = refresher(LIST);
  let wasReady = false;
  on("ready", () => {
    if (wasReady) refresh();
    wasReady = true;
  });
  on("resync", refresh);
  on("row", (frame) => placeRow(frame));
  on("row-gone", ({ thread }) => dropRow(thread));
  on("read", markRowRead);
  connect({ channel: dataset.channel });
}
