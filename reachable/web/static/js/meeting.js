// A running meeting with script: what is noted is sent without leaving the page, what is typed is kept every few
// seconds, others' notes appear beside it, and a lost connection loses nothing. What is being typed is never touched.

const board = document.querySelector("[data-run]");
const { makeQueue, clockTime } = await import(board.dataset.queue);
const parts = await import(board.dataset.parts);
const { makeRows } = await import(board.dataset.rowsScript);
const { makeDrafts } = await import(board.dataset.drafts);
const { replaceParts, parsed, isChanged } = parts;

const ASK_EVERY = 4000;
const SHORTCUTS = document.body.dataset.shortcuts !== "off";
const savedLine = board.querySelector("[data-saved]");
const namesLine = board.querySelector("[data-typing-names]");
let token = document.querySelector('input[name="csrfmiddlewaretoken"]')?.value ?? "";
let revision = Number(board.dataset.revision);
let savedAt = null;
let draftAt = null;
let unheardSince = null;
let isOut = false;

function state() {
  const out = "you are signed out. Sign in in another tab, then this page goes on";
  if (queue.isOut) return [`not saved since ${clockTime(queue.failingSince, false)}: ${out}`, true];
  if (queue.failingSince) return [`not saved since ${clockTime(queue.failingSince, false)}, trying again`, true];
  if (unheardSince) return [`no connection since ${clockTime(unheardSince, false)}; what you type stays on this page`, true];
  if (isOut) return [`${out}; what you type stays here`, true];
  if (queue.size) return ["saving…", false];
  if (draftAt && (!savedAt || draftAt > savedAt)) return [`draft kept ${clockTime(draftAt)}`, false];
  return [savedAt ? `saved ${clockTime(savedAt)}` : "", false];
}

function tell() {
  const [words, isLate] = state();
  if (savedLine.textContent !== words) savedLine.textContent = words;
  savedLine.classList.toggle("app-late", isLate);
}

// After signing in again in another tab the page's token is old: the answer to this question carries a fresh one.
async function ask() {
  const query = new URLSearchParams({ since: revision, item: board.dataset.item });
  const answer = await fetch(`${board.dataset.live}?${query}`, { signal: AbortSignal.timeout(15_000) });
  if (answer.redirected || !answer.ok) return null;
  const said = await answer.json();
  token = said.token;
  return said;
}

const drafts = makeDrafts({
  board,
  token: () => token,
  isChanged,
  kept(isKept) {
    if (isKept) [draftAt, unheardSince] = [new Date(), null];
    else unheardSince ??= new Date();
    tell();
  },
});
const queue = makeQueue({ token: () => token, renew: () => ask().then(Boolean, () => false), tell });

// --- what came back -------------------------------------------------------------------------------------------------

function take(html) {
  const fresh = parsed(html);
  if (!fresh) return null;
  if (replaceParts(board, fresh)) revision = Number(fresh.dataset.revision);
  for (const one of pending.values()) showPending(one);
  return fresh;
}

async function look() {
  const here = `${board.dataset.here}?item=${board.dataset.item}`;
  const answer = await fetch(here, { headers: { "X-Fragment": "parts" }, signal: AbortSignal.timeout(15_000) });
  if (answer.ok && !answer.redirected) take(await answer.text());
}

async function poll() {
  try {
    const said = await ask();
    [unheardSince, isOut] = [null, !said];
    if (said) {
      const names = said.typing.length ? `typing: ${said.typing.join(", ")}` : "";
      if (namesLine.textContent !== names) namesLine.textContent = names;
      if (said.revision !== revision) await look();
    }
  } catch {
    unheardSince ??= new Date();
  }
  tell();
  setTimeout(poll, ASK_EVERY);
}

// --- notes and actions: each with a key of its own, so that one sent again is the same one --------------------------

const pending = new Map();

function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function showPending(one) {
  const list = board.querySelector(one.kind === "note" ? '[data-part="notes"]' : '[data-part="actions"] > ul');
  if (!list || list.contains(one.line)) return;
  list.querySelector(".app-notes__none")?.remove();
  list.append(one.line);
}

function boxOf(form, name) {
  return form.elements[`${form.dataset.once}-${name}`];
}

function clear(form) {
  form.querySelectorAll(".govuk-error-message").forEach((line) => line.remove());
  form.querySelectorAll(".govuk-form-group--error").forEach((box) => box.classList.remove("govuk-form-group--error"));
  for (const control of form.elements) {
    if (control.type === "radio" || control.type === "checkbox") control.checked = control.closest("details") ? control.checked : false;
    else if (control.type !== "hidden" && control.type !== "submit" && !control.name.endsWith("-due") && !control.closest("details")) control.value = "";
  }
  boxOf(form, "key").value = newKey();
  boxOf(form, form.dataset.once === "note" ? "words" : "owner").focus();
}

function sayIn(form, words, box) {
  let line = form.querySelector("[data-form-says]");
  if (!line) {
    line = document.createElement("p");
    line.className = "govuk-error-message";
    line.dataset.formSays = "yes";
    line.setAttribute("role", "alert");
    form.prepend(line);
  }
  line.textContent = words;
  box?.focus();
}

// What is plainly missing is said at once, so that nothing waits in the queue that would be refused.
function lacks(form) {
  const text = (name) => boxOf(form, name).value.trim();
  if (form.dataset.once === "note") {
    if (!text("words")) return ["Write what is to be noted", boxOf(form, "words")];
    const kinds = boxOf(form, "kind");
    return kinds.value ? null : ["Say whether it is a fact, a view or a decision", kinds[0]];
  }
  if (!text("owner")) return ["Say who does it", boxOf(form, "owner")];
  return text("what") ? null : ["Say what is to be done", boxOf(form, "what")];
}

function putBack(form, html) {
  const bound = parsed(html)?.querySelector(`[data-part="${form.dataset.part}"]`);
  const now = board.querySelector(`[data-part="${form.dataset.part}"]`);
  if (!bound || !now) return;
  now.replaceWith(bound);
  (bound.querySelector("[aria-invalid], .govuk-form-group--error input") ?? bound.elements[3])?.focus();
}

function refusedLine(one, form, html) {
  const why = parsed(html)?.querySelector(`[data-part="${form.dataset.part}"] .govuk-error-message`)?.textContent ?? "";
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "app-as-link", textContent: "Put it back into the boxes" });
  button.addEventListener("click", () => {
    one.line.remove();
    pending.delete(one.key);
    putBack(form, html);
  });
  one.line.replaceChildren(`${one.words} – not recorded. ${why.trim()} `, button);
}

function sendOnce(form) {
  const missing = lacks(form);
  if (missing) return sayIn(form, ...missing);
  form.querySelector("[data-form-says]")?.remove();
  const kind = form.dataset.once;
  const words = boxOf(form, kind === "note" ? "words" : "what").value.trim();
  const one = { key: boxOf(form, "key").value, kind, words, line: document.createElement("li") };
  one.line.className = "app-note app-note--pending";
  one.line.textContent = `${words} – not saved yet`;
  const fields = new URLSearchParams(new FormData(form));
  drafts.stop(form);
  pending.set(one.key, one);
  showPending(one);
  clear(form);
  queue.add({
    url: form.action,
    fields: () => new URLSearchParams(fields),
    done(html) {
      pending.delete(one.key);
      one.line.remove();
      savedAt = new Date();
      take(html);
    },
    refused(html) {
      const now = board.querySelector(`[data-part="${form.dataset.part}"]`);
      if (isChanged(now)) return refusedLine(one, now, html);
      pending.delete(one.key);
      one.line.remove();
      return putBack(now, html);
    },
  });
  return undefined;
}

const rows = makeRows({ board, queue, parts, take, saved: () => (savedAt = new Date()) });

// --- keys and leaving -----------------------------------------------------------------------------------------------

board.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.once) {
    event.preventDefault();
    sendOnce(form);
  } else if (form.dataset.rows !== undefined) {
    event.preventDefault();
    rows.saveAll(form);
  } else if (queue.size) {
    event.preventDefault();
    queue.empty().then(() => form.requestSubmit(event.submitter));
  }
});

board.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || link.target || !queue.size || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  queue.empty().then(() => location.assign(link.href));
});

addEventListener("beforeunload", (event) => queue.size && event.preventDefault());

board.addEventListener("keydown", (event) => {
  const box = event.target;
  const row = box.closest("[data-row]");
  if (row) {
    rows.key(event, row, SHORTCUTS);
  } else if (box.tagName === "SELECT" && event.key === "Enter" && box.form?.dataset.once) {
    event.preventDefault();
    box.form.requestSubmit();
  } else if (box.type === "radio" && box.closest("[data-choose]") && event.key.length === 1) {
    const first = (one) => one.labels[0].textContent.trim()[0].toLowerCase();
    const meant = [...box.closest("[data-choose]").querySelectorAll("input")].find((one) => first(one) === event.key.toLowerCase());
    if (meant) meant.checked = true;
    meant?.focus();
  }
});

const running = board.querySelector("[data-running]");
if (running && board.dataset.started) {
  const since = new Date(board.dataset.started);
  setInterval(() => {
    const minutes = Math.floor((Date.now() - since) / 60_000);
    running.textContent = minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  }, 20_000);
}
setTimeout(poll, ASK_EVERY);
