// Starts the design system's components, and the small parts that every page has.
// The address of the library comes from the page, because static files carry a hash in their names.

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}

const { initAll } = await import(document.body.dataset.govuk);
initAll();

// The design system puts aria-expanded on radio buttons that reveal more, which the ARIA rules do not allow for
// that role and axe reports. The revealed fields follow their answer in reading order, so nothing is lost.
const isRadio = (element) => element.matches('input[type="radio"][aria-expanded]');
const tidy = (radio) => isRadio(radio) && radio.removeAttribute("aria-expanded");
document.querySelectorAll('input[type="radio"][aria-expanded]').forEach(tidy);
new MutationObserver((changes) => changes.forEach(({ target }) => tidy(target))).observe(document.body, {
  subtree: true,
  attributeFilter: ["aria-expanded"],
});

// A form is sent once: a second press within the same page does nothing until the answer has come.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.dataset.sendsOften !== undefined) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 8000);
});

// Print shows what is folded away on the screen.
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details:not([open])")) {
    details.open = true;
    details.dataset.openedToPrint = "yes";
  }
});
addEventListener("afterprint", () => {
  for (const details of document.querySelectorAll("details[data-opened-to-print]")) {
    details.open = false;
    delete details.dataset.openedToPrint;
  }
});

// Ctrl+Enter in a form marked data-quick-save saves it. It can be switched off on the page of keys.
if (document.body.dataset.shortcuts !== "off") {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const form = event.target.closest?.("form[data-quick-save]");
    if (form) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
}
