// Page 2 of a report: add and remove cards without a page load. Without script the same buttons ask the server.
// The blank card in the template is number 9999; every card has a number of its own and a letter by its place.

const BLANK = "9999";
const { createAll, Radios, Checkboxes } = await import(document.body.dataset.govuk);
const said = document.getElementById("cards-said");

function letter(position) {
  let text = "";
  for (let left = position + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    text = String.fromCharCode(65 + ((left - 1) % 26)) + text;
  }
  return text;
}

function called(kind, position) {
  return kind === "young" ? letter(position) : `Adult ${position + 1}`;
}

function nameAnew(cards) {
  [...cards.children].forEach((card, position) => {
    card.querySelectorAll("[data-called]").forEach((place) => {
      place.textContent = called(cards.dataset.cards, position);
    });
  });
}

function nextNumber(cards) {
  const used = [...cards.querySelectorAll(`:scope > [data-card] > input[name="${cards.dataset.cards}"]`)].map((input) => Number(input.value));
  // A number that was removed is not given again on this page, so that no text of the old card comes back.
  const next = Math.max(Number(cards.dataset.last ?? -1), ...used) + 1;
  cards.dataset.last = String(next);
  return next;
}

function add(event) {
  const kind = event.currentTarget.dataset.add;
  const cards = document.getElementById(`${kind}-cards`);
  if (cards.children.length >= Number(cards.dataset.most)) return; // the server says how many are possible
  event.preventDefault();
  const holder = document.createElement("div");
  const blank = document.getElementById(`blank-${kind}`).innerHTML;
  holder.innerHTML = blank.replaceAll(`${kind}-${BLANK}`, `${kind}-${nextNumber(cards)}`);
  const card = holder.firstElementChild;
  card.querySelector(`input[name="${kind}"]`).value = card.id.slice(kind.length + 1);
  cards.append(card);
  for (const component of [Radios, Checkboxes]) createAll(component, {}, card);
  nameAnew(cards);
  card.querySelector("input:not([type=hidden])").focus();
  said.textContent = `Added ${called(kind, cards.children.length - 1)}`;
}

function remove(event) {
  const button = event.target.closest("[data-remove]");
  if (!button) return;
  event.preventDefault();
  const card = button.closest("[data-card]");
  const cards = card.parentElement;
  nextNumber(cards);
  said.textContent = button.textContent.replace("Remove", "Removed");
  card.remove();
  nameAnew(cards);
  document.querySelector(`[data-add="${cards.dataset.cards}"]`).focus();
}

document.querySelectorAll("[data-add]").forEach((button) => button.addEventListener("click", add));
document.querySelectorAll("[data-cards]").forEach((cards) => cards.addEventListener("click", remove));
