// Narrow a list by typing. <div data-filter="Find a professional"> around a table body or a list whose
// entries carry data-filter-item; without script the whole list is there.

function plain(text) {
  return text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();
}

function build(box, number) {
  const items = [...box.querySelectorAll("[data-filter-item]")];
  if (items.length < 2) return;
  const id = `filter-${number}`;
  const group = document.createElement("div");
  group.className = "govuk-form-group app-filter";
  const label = document.createElement("label");
  label.className = "govuk-label";
  label.htmlFor = id;
  label.textContent = box.dataset.filter || "Find in this list";
  const input = document.createElement("input");
  Object.assign(input, { id, type: "search", autocomplete: "off", className: "govuk-input govuk-input--width-20" });
  const status = document.createElement("p");
  status.className = "govuk-hint app-filter__status";
  status.setAttribute("role", "status");
  group.append(label, input, status);
  box.prepend(group);

  const texts = items.map((item) => plain(item.textContent));
  const apply = () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    items.forEach((item, at) => {
      item.hidden = !words.every((word) => texts[at].includes(word));
      if (!item.hidden) shown += 1;
    });
    status.textContent = words.length ? `${shown} of ${items.length} shown` : "";
  };
  input.addEventListener("input", apply);
  // Enter does the obvious thing: it goes to the only entry that is left.
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const left = items.filter((item) => !item.hidden);
    if (left.length === 1) left[0].querySelector("a, button, input")?.focus();
  });
}

document.querySelectorAll("[data-filter]").forEach(build);
