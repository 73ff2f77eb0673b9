// What every page has: the language, and keys.

document.getElementById("language").addEventListener("change", ({ target }) => {
  document.cookie = `kanben-desk-language=${target.value}; path=/; max-age=31536000; SameSite=Strict`;
  location.reload();
});

const dialog = document.getElementById("keys");
document.getElementById("show-keys").addEventListener("click", () => dialog.showModal());

addEventListener("keydown", (event) => {
  if (event.key === "F1") {
    event.preventDefault();
    if (!document.querySelector("dialog[open]")) dialog.showModal();
  } else if (event.altKey && event.shiftKey && event.code.startsWith("Digit")) {
    const way = document.querySelectorAll(".ways a")[Number(event.code.slice(-1)) - 1];
    if (!way) return;
    event.preventDefault();
    way.click();
  }
});
