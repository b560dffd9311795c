// My work: what unfolds puts the cursor into its one field, and one at a time is open.

for (const fold of document.querySelectorAll("[data-quick]")) {
  fold.addEventListener("toggle", () => {
    if (!fold.open) return;
    for (const other of document.querySelectorAll("[data-quick][open]")) {
      const typed = [...other.querySelectorAll("input[required]")].some((box) => box.value);
      if (other !== fold && !typed) other.open = false;
    }
    fold.querySelector("input[required]").focus();
  });
}
