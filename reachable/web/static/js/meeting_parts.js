// The parts of the page of a meeting: read from an answer, put in the place of the old ones where nobody is typing.

const ALWAYS = ["top", "restricted", "agenda", "heading", "notes", "actions", "bar", "people", "outcomes"];

export function parsed(html) {
  return new DOMParser().parseFromString(html, "text/html").querySelector("[data-run]");
}

export function fieldsOf(box) {
  const fields = new URLSearchParams();
  for (const control of box.querySelectorAll("input, select, textarea")) {
    const isUnticked = (control.type === "checkbox" || control.type === "radio") && !control.checked;
    if (control.name && !isUnticked) fields.append(control.name, control.value);
  }
  return fields;
}

export function isChanged(box) {
  return [...box.querySelectorAll("input, select, textarea")].some((control) => {
    if (control.type === "radio" || control.type === "checkbox") return control.checked !== control.defaultChecked;
    if (control.tagName === "SELECT") return [...control.options].some((one, at) => one.selected !== (one.defaultSelected || (at === 0 && !hasDefault(control))));
    return control.type !== "hidden" && control.value !== control.defaultValue;
  });
}

function hasDefault(select) {
  return [...select.options].some((one) => one.defaultSelected);
}

function keepUnfolded(old, fresh) {
  const folds = fresh.querySelectorAll("details");
  old.querySelectorAll("details").forEach((fold, at) => {
    if (fold.open && folds[at]) folds[at].open = true;
  });
}

// False: a part has the focus and was left as it is, so the page is to be asked for again.
export function replaceParts(board, fresh) {
  let isWhole = true;
  for (const part of fresh.querySelectorAll("[data-part]")) {
    const isRow = part.dataset.part.startsWith("row-");
    const old = board.querySelector(`[data-part="${part.dataset.part}"]`);
    if (!old || !(isRow || ALWAYS.includes(part.dataset.part))) continue;
    if (old.contains(document.activeElement) || (isRow && isChanged(old))) {
      isWhole = false;
      continue;
    }
    if (old.outerHTML === part.outerHTML) continue;
    keepUnfolded(old, part);
    old.replaceWith(part);
  }
  return isWhole;
}
