// Toasts leave by themselves, unless somebody points at one or is inside it.

const STAYS = 8_000;

export function watchToasts(root = document) {
  for (const toast of root.querySelectorAll(".toast[data-leaves]")) leaveLater(toast);
  for (const button of root.querySelectorAll(".toast [data-dismiss]")) {
    button.hidden = false;
    button.addEventListener("click", () => button.closest(".toast").remove());
  }
}

function leaveLater(toast) {
  setTimeout(() => {
    if (toast.matches(":hover, :focus-within")) leaveLater(toast);
    else toast.remove();
  }, STAYS);
}
