// Ctrl or Cmd with Enter sends the form that `field` is in.

export function sendByKey(field) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
    event.preventDefault();
    if (!event.repeat) field.form.requestSubmit();
  });
}
