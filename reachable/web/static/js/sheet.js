// A sheet with script: each card saves by itself and says so, Ctrl+Enter saves and goes to the next card, and a cell
// of the grid opens its card beside it. Without script one button saves what was changed, and cells are links.

const SHORTCUTS = document.body.dataset.shortcuts !== "off";
const FAILED = "Not recorded: the connection is down. Your text is still here. Try again.";
const SIGNED_OUT = "Not recorded: you have been signed out. Your text was kept. Sign in again, and it comes back.";

function clockTime() {
  return new Date().toLocaleTimeString("en-GB", { timeZone: "Europe/London", hour: "2-digit", minute: "2-digit" });
}

function say(card, text) {
  const line = card.querySelector("[data-notice]");
  if (line) line.textContent = text;
}

function fieldsOf(card) {
  const data = new URLSearchParams();
  for (const control of card.querySelectorAll("input, select, textarea")) {
    if (!control.name || ((control.type === "checkbox" || control.type === "radio") && !control.checked)) continue;
    data.append(control.name, control.value);
  }
  data.append("csrfmiddlewaretoken", document.querySelector('input[name="csrfmiddlewaretoken"]').value);
  return data;
}

function parsed(html) {
  return new DOMParser().parseFromString(html, "text/html").querySelector("[data-card]");
}

// The grid says at once what the card says now.
function tellOthers(card) {
  const cell = document.querySelector(`[data-cell-of="${card.id.replace("card-", "")}"]`);
  if (!cell) return;
  cell.classList.toggle("app-grid__gap", "gap" in card.dataset);
  cell.querySelector("[data-cell-words]").textContent = card.dataset.cell || "unanswered";
}

async function save(card) {
  if (card.dataset.saving) return null;
  card.dataset.saving = "yes";
  say(card, "Saving…");
  try {
    const answer = await fetch(card.dataset.save, { method: "POST", body: fieldsOf(card), headers: { "X-Fragment": "card" } });
    if (answer.redirected) {
      say(card, SIGNED_OUT);
      return null;
    }
    const fresh = parsed(await answer.text());
    if (!fresh) {
      say(card, "Not recorded. Your text is still here. Try again.");
      return null;
    }
    const isSaved = answer.ok && !fresh.querySelector(".govuk-error-message");
    const wasHere = card.contains(document.activeElement);
    card.replaceWith(fresh);
    prepare(fresh);
    if (isSaved) {
      say(fresh, `Recorded ${clockTime()}`);
      tellOthers(fresh);
      if (wasHere) (fresh.querySelector("summary") ?? fresh).focus();
    } else {
      fresh.focus();
    }
    return isSaved ? fresh : null;
  } catch {
    say(card, FAILED);
    return null;
  } finally {
    delete card.dataset.saving;
  }
}

function isFolded(card) {
  const fold = card.querySelector("details.app-fold");
  return Boolean(fold && !fold.open);
}

// To the next card that is still to be answered; where there is none, the folded line just saved keeps the focus.
function goToNext(card) {
  const cards = [...document.querySelectorAll("[data-card]")];
  const next = cards.slice(cards.indexOf(card) + 1).find((one) => !isFolded(one));
  if (!next) return;
  const answer = 'input[name$="-answer"]';
  (next.querySelector(`${answer}:checked`) ?? next.querySelector(answer) ?? next).focus();
}

function prepare(card) {
  const foot = card.querySelector("[data-card-foot]");
  if (!foot || card.querySelector("[data-save-card]")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary govuk-!-margin-bottom-0";
  button.dataset.saveCard = "yes";
  button.textContent = "Save this answer";
  button.addEventListener("click", () => save(card));
  foot.append(button);
}

// "Action needed" unfolds the actions that can be added at once.
document.addEventListener("change", (event) => {
  if (event.target.value !== "ACTION_NEEDED" || !event.target.name.endsWith("-answer")) return;
  const offers = event.target.closest("[data-card]")?.querySelector("[data-offers]");
  if (offers) offers.open = true;
});

// A form of its own, so that Lock takes what was typed in it and Enter saves it.
function formOf(card) {
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action: card.dataset.save, noValidate: true });
  form.dataset.keep = "yes";
  form.append(card);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    save(form.querySelector("[data-card]"));
  });
  return form;
}

async function open(link, into) {
  try {
    const answer = await fetch(link.href, { headers: { "X-Fragment": "card" } });
    const card = answer.redirected || !answer.ok ? null : parsed(await answer.text());
    if (!card) return location.assign(link.href);
    into(card);
    prepare(card);
    card.focus();
  } catch {
    location.assign(link.href);
  }
  return undefined;
}

// What was typed in the card beside the grid is not thrown away by opening another.
function isTouched(box) {
  return [...box.querySelectorAll("input, select, textarea")].some((control) => {
    if (control.type === "radio" || control.type === "checkbox") return control.checked !== control.defaultChecked;
    return control.tagName === "TEXTAREA" && control.value !== control.defaultValue;
  });
}

// Under the question that its cell stands in.
function putBelow(link, card) {
  const line = document.createElement("tr");
  const box = document.createElement("td");
  line.className = "app-grid__opened";
  box.colSpan = 99;
  box.append(card);
  line.append(box);
  link.closest("tbody").append(line);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-open-card], [data-open-here]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const beside = document.querySelector("[data-opened]");
  if (link.dataset.openCard !== undefined && (!beside || isTouched(beside))) return;
  event.preventDefault();
  const there = document.getElementById(`card-${link.pathname.split("/").at(-2)}`);
  if (link.dataset.openHere !== undefined && there) {
    const fold = there.querySelector("details.app-fold");
    if (fold) fold.open = true;
    there.focus();
    return;
  }
  open(link, (card) => {
    if (link.dataset.openCard === undefined) {
      putBelow(link, card);
    } else {
      beside.hidden = false;
      beside.replaceChildren(formOf(card));
    }
  });
});

if (SHORTCUTS) {
  document.addEventListener("keydown", async (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const card = event.target.closest?.("[data-card]");
    if (!card || card.closest("form[data-quick-save]")) return;
    event.preventDefault();
    const saved = await save(card);
    if (saved) goToNext(saved);
  });
}

if (document.querySelector("[data-sheet]")) document.querySelectorAll("[data-card]").forEach(prepare);

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
