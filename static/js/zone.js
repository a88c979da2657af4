// A time zone field that asks for it starts with the browser's own zone; the person may change it.

export function watchZoneFields(root = document) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const field of root.querySelectorAll("select[data-guess-zone]")) {
    // Browsers keep a place's former name for long; the server knows both.
    if (![...field.options].some((option) => option.value === zone)) field.add(new Option(zone, zone));
    field.value = zone;
    document.getElementById(`${field.id}_guessed`)?.removeAttribute("hidden");
  }
}
