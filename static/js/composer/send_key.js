// Ctrl or Cmd with Enter sends the form that `field` is in; with Shift, it asks when to send it.

export function sendByKey(field) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
    event.preventDefault();
    if (event.repeat) return;
    const later = event.shiftKey && field.form.querySelector("[data-later], [value=later]");
    if (later) later.click();
    else field.form.requestSubmit();
  });
}
