// Who may now be at risk: an answer is saved in its place, and the next person without one opens.

const risk = document.querySelector("[data-risk]");

async function save(form) {
  const line = form.closest("[data-risk-line]");
  const notice = line.querySelector("[data-notice]");
  if (line.dataset.saving) return;
  line.dataset.saving = "yes";
  notice.textContent = "Saving…";
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "X-Fragment": "risk" } });
    if (answer.redirected) {
      location.assign(form.action); // signed out: what was typed is kept, and comes back on the page of this answer
      return;
    }
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-risk-line]");
    if (!fresh) {
      notice.textContent = "Not recorded. Your text is still here. Try again.";
      return;
    }
    line.replaceWith(fresh);
    const { createAll, Radios } = await import(document.body.dataset.govuk);
    createAll(Radios, {}, fresh);
    const wrong = fresh.querySelector(".govuk-error-message");
    if (!wrong) settled(fresh, fresh.dataset.count);
    (wrong ? wrong.parentElement.querySelector("input, select") ?? fresh : fresh).focus();
  } catch {
    notice.textContent = "Not recorded: the connection is down. Your text is still here. Try again.";
  } finally {
    delete line.dataset.saving;
  }
}

function settled(line, words) {
  line.querySelector("[data-notice]").textContent = "Recorded.";
  for (const count of document.querySelectorAll("[data-risk-count]")) count.textContent = words;
  document.dispatchEvent(new CustomEvent("answered", { detail: line.dataset.person }));
  const next = risk.querySelector("[data-unanswered] [data-answer]");
  if (next) next.open = true;
}

risk?.addEventListener("submit", (event) => {
  if (event.target.dataset.riskForm === undefined) return;
  event.preventDefault();
  save(event.target);
});
