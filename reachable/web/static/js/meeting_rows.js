// The rows of an item: each is recorded when the focus leaves it, and what is typed meanwhile stays.

export function makeRows({ board, queue, parts, take, saved }) {
  const { parsed, isChanged, fieldsOf } = parts;
  const inRow = (row, name) => row.querySelector(`[name$="-${name}"]`);
  const stands = (id) => board.querySelector(`[data-part="${id}"]`);

  function beside(row, step) {
    const rows = [...board.querySelectorAll("[data-row]")];
    return rows[rows.indexOf(row) + step];
  }

  // The row as it now is, unless somebody typed on: then only what it goes on from.
  function settle(id, sent, html, isSaved) {
    const [fresh, old] = [parsed(html)?.querySelector(`[data-part="${id}"]`), stands(id)];
    if (!fresh || !old) return;
    const typedOn = fieldsOf(old).toString() !== sent;
    if (typedOn) {
      for (const name of ["seen", "was"]) inRow(old, name).value = inRow(fresh, name).value;
      old.querySelector("[data-notice]").textContent = isSaved ? "" : fresh.querySelector(".govuk-error-message")?.textContent ?? "";
    } else {
      const at = old.contains(document.activeElement) ? document.activeElement.name : "";
      old.replaceWith(fresh);
      if (at) fresh.querySelector(`[name="${at}"]`)?.focus();
    }
    if (isSaved) saved();
    take(html);
    if (typedOn && !stands(id).contains(document.activeElement)) save(stands(id));
  }

  function save(row) {
    const id = row.dataset.part;
    if (!inRow(row, "answer")?.value || queue.has((entry) => entry.row === id)) return;
    let sent = "";
    row.querySelector("[data-notice]").textContent = "Saving…";
    queue.add({
      row: id,
      url: row.closest("form").action,
      fields() {
        const fields = fieldsOf(stands(id));
        sent = fields.toString();
        return fields;
      },
      done: (html) => settle(id, sent, html, true),
      refused: (html) => settle(id, sent, html, false),
    });
  }

  board.addEventListener("focusout", (event) => {
    const row = event.target.closest("[data-row]");
    if (row?.isConnected && !row.contains(event.relatedTarget) && isChanged(row)) save(row);
  });

  return {
    saveAll(form) {
      form.querySelectorAll("[data-row]").forEach((row) => {
        if (isChanged(row) || row.classList.contains("app-answer-row--wrong")) save(row);
      });
    },
    // Ctrl+Enter records the row and goes to the next; the arrows go to the same box above and below.
    key(event, row, hasShortcuts) {
      const box = event.target;
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && hasShortcuts) {
        event.preventDefault();
        save(row);
        inRow(beside(row, 1) ?? row, "answer")?.focus();
      } else if (box.type === "text" && !box.list && ["ArrowDown", "ArrowUp"].includes(event.key)) {
        const next = beside(row, event.key === "ArrowDown" ? 1 : -1);
        const same = next?.querySelector(`[name$="${box.name.replace(/^card-[0-9a-f-]{36}/, "")}"]`);
        if (same) event.preventDefault();
        same?.focus();
      }
    },
  };
}
