// Warns two minutes before a session ends for want of activity, and lets the reader carry on with one key.
// When time is up the page goes blank; the server has ended the session by itself.

const { idleSeconds, extend, signIn } = document.body.dataset;
const LIMIT = Number(idleSeconds) * 1000;
const WARNING = Math.min(120_000, LIMIT / 3);
const CHANNEL = "BroadcastChannel" in window ? new BroadcastChannel("reachable-activity") : null;

let lastSeen = Date.now();
let dialog = null;

function seen(tellOthers = true) {
  lastSeen = Date.now();
  if (dialog?.open) dialog.close();
  if (tellOthers) CHANNEL?.postMessage("seen");
}

function build() {
  const made = document.createElement("dialog");
  made.className = "app-idle";
  made.setAttribute("aria-labelledby", "idle-title");
  made.setAttribute("aria-describedby", "idle-left");
  made.innerHTML =
    '<h2 class="govuk-heading-m" id="idle-title">You are about to be signed out</h2>' +
    '<p class="govuk-body" id="idle-left" role="status"></p>' +
    '<button type="button" class="govuk-button govuk-!-margin-bottom-0">Stay signed in</button>';
  made.querySelector("button").addEventListener("click", stay);
  made.addEventListener("cancel", (event) => {
    event.preventDefault();
    stay();
  });
  document.body.append(made);
  return made;
}

async function stay() {
  const token = document.querySelector('input[name="csrfmiddlewaretoken"]')?.value ?? "";
  try {
    const answer = await fetch(extend, { method: "POST", headers: { "X-CSRFToken": token } });
    if (answer.redirected || !answer.ok) leave();
    else seen();
  } catch {
    say("The connection is down. We will try again.");
    setTimeout(stay, 5000);
  }
}

function leave() {
  document.body.hidden = true;
  location.assign(`${signIn}?next=${encodeURIComponent(location.pathname + location.search)}`);
}

function say(text) {
  const line = dialog?.querySelector("#idle-left");
  if (line && line.textContent !== text) line.textContent = text;
}

function left(milliseconds) {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds > 60) return "In less than 2 minutes, because nothing has happened here. What you typed is kept for 30 minutes.";
  if (seconds > 20) return "In less than a minute. What you typed is kept for 30 minutes.";
  return "In less than 20 seconds. What you typed is kept for 30 minutes.";
}

function tick() {
  const remaining = lastSeen + LIMIT - Date.now();
  if (remaining <= 0) return sendWhatWasTyped();
  if (remaining > WARNING) return undefined;
  dialog ??= build();
  if (!dialog.open) dialog.showModal();
  say(left(remaining));
  return undefined;
}

// The page's own lock takes every changed form along; the server keeps the text and ends the session.
let sent = false;
function sendWhatWasTyped() {
  if (sent) return;
  sent = true;
  document.dispatchEvent(new CustomEvent("reachable:idle"));
}

if (extend && LIMIT) {
  CHANNEL?.addEventListener("message", () => seen(false));
  CHANNEL?.postMessage("seen"); // a page that was just loaded is activity, in every tab
  setInterval(tick, 1000);
  document.addEventListener("visibilitychange", () => document.hidden || tick());
  // Typing counts: the server hears of it at most once a minute.
  let told = Date.now();
  document.addEventListener("input", () => {
    if (Date.now() - told > 60_000 && !dialog?.open) {
      told = Date.now();
      stay();
    }
  });
}
