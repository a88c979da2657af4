// Shows the picture that was chosen before it is saved, and what the file is called.

for (const part of document.querySelectorAll("[data-picture]")) {
  const input = part.querySelector("input[type=file]");
  input.addEventListener("change", () => {
    const [file] = input.files;
    if (!file) return;
    part.querySelector("[data-picture-name]").textContent = file.name;
    const image = document.createElement("img");
    image.className = "avatar__image";
    image.alt = "";
    image.src = URL.createObjectURL(file);
    image.addEventListener("load", () => URL.revokeObjectURL(image.src));
    part.querySelector(".avatar").replaceChildren(image);
  });
}
