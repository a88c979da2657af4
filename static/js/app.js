// The one module every page loads. What a page needs is found by the elements that are there.
import { decorateMoments } from "./moment.js";
import { watchToasts } from "./toast.js";
import { watchZoneFields } from "./zone.js";

decorateMoments();
watchToasts();
watchZoneFields();

document.addEventListener("htmx:load", (event) => decorateMoments(event.detail.elt));

// Somebody signed in gets live pages and the offline page; a passer-by leaves nothing behind.
if (document.body.dataset.userId) {
  import("./member.js");
  navigator.serviceWorker?.register("/sw.js");
}
