// Arrow keys go from the box to the results and back.

export function startArrows(field) {
  const links = () => [...document.querySelectorAll("#results .result__title a")];

  field.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" || event.defaultPrevented || !links().length) return;
    event.preventDefault();
    links()[0].focus();
  });
  document.getElementById("results")?.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = by && links().indexOf(event.target);
    if (!by || at < 0) return;
    event.preventDefault();
    (at + by < 0 ? field : links()[at + by])?.focus();
  });
}
