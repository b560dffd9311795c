// Lock: the screen is blank before the server has answered, and Back shows nothing.

const form = document.getElementById("lock-form");

function blank() {
  document.body.hidden = true;
  document.title = "Locked – Reachable";
}

function fieldsOf(form) {
  return [...new FormData(form)].filter(
    ([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken",
  );
}

function isChanged(form) {
  return [...form.elements].some((control) => {
    if (control.type === "radio" || control.type === "checkbox") return control.checked !== control.defaultChecked;
    if (control.tagName === "SELECT") return [...control.options].some((o) => o.selected !== o.defaultSelected);
    return control.type !== "hidden" && "defaultValue" in control && control.value !== control.defaultValue;
  });
}

// A refused form comes back holding what was typed, so every form of such a page counts as changed.
function changedForms() {
  const cameBack = document.querySelector(".govuk-error-summary, #kept-title") !== null;
  return [...document.querySelectorAll("form[data-keep]")]
    .filter((kept) => cameBack || isChanged(kept))
    .map((kept) => ({ path: new URL(kept.action).pathname, fields: fieldsOf(kept) }));
}

function carry(name, value) {
  const input = document.createElement("input");
  Object.assign(input, { type: "hidden", name, value });
  form.append(input);
}

function lock({ idle = false } = {}) {
  carry("kept", JSON.stringify(changedForms()));
  if (idle) carry("idle", "yes");
  blank();
  form.submit();
}

for (const button of form ? document.querySelectorAll("[data-lock]") : []) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    lock();
  });
}

// idle.js says when nobody has touched the page for too long.
if (form) document.addEventListener("reachable:idle", () => lock({ idle: true }));

// A page that the browser kept whole in memory is asked for again, so that a locked session shows nothing.
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    document.body.hidden = true;
    location.reload();
  }
});
