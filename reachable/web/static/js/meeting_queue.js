// What was sent and is not answered yet. One after the other; what fails is tried again, the same with the same key,
// until it is answered. It lives in this page's memory alone: nothing is left on a borrowed computer.

const WAITS = [2000, 4000, 8000];
const PATIENCE = 20_000;

export function clockTime(moment = new Date(), seconds = true) {
  const shown = { timeZone: "Europe/London", hour: "2-digit", minute: "2-digit" };
  return moment.toLocaleTimeString("en-GB", seconds ? { ...shown, second: "2-digit" } : shown);
}

const pause = (milliseconds) =>
  new Promise((go) => {
    const timer = setTimeout(go, milliseconds);
    addEventListener("online", () => (clearTimeout(timer), go()), { once: true });
  });

// One entry: { url, fields(): URLSearchParams, done(html), refused(html) }. `renew` asks for a fresh token, or null.
export function makeQueue({ token, renew, tell }) {
  const entries = [];
  let running = false;
  let failingSince = null;
  let isOut = false;
  let whenEmpty = [];

  async function send(entry) {
    const body = entry.fields();
    body.set("csrfmiddlewaretoken", token());
    const headers = { "X-Fragment": "parts" };
    const answer = await fetch(entry.url, { method: "POST", body, headers, signal: AbortSignal.timeout(PATIENCE) });
    if (answer.redirected || answer.status === 403) return "out";
    if (answer.status >= 500 || answer.status === 429) return "again";
    const html = await answer.text();
    if (answer.ok) entry.done(html);
    else entry.refused(html);
    return "answered";
  }

  async function attempt(entry) {
    try {
      return await send(entry);
    } catch {
      return "again";
    }
  }

  async function run() {
    if (running) return;
    running = true;
    let tried = 0;
    while (entries.length) {
      tell();
      const how = await attempt(entries[0]);
      if (how === "answered") {
        entries.shift();
        [failingSince, isOut, tried] = [null, false, 0];
        continue;
      }
      failingSince ??= new Date();
      isOut = how === "out" && !(await renew());
      tell();
      if (how === "out" && !isOut && tried === 0) tried = 1;
      else await pause(WAITS[Math.min(tried++, WAITS.length - 1)]);
    }
    running = false;
    tell();
    whenEmpty.splice(0).forEach((go) => go());
  }

  return {
    add(entry) {
      entries.push(entry);
      run();
    },
    has: (test) => entries.some(test),
    get size() {
      return entries.length;
    },
    get failingSince() {
      return failingSince;
    },
    get isOut() {
      return isOut;
    },
    empty: () => (entries.length ? new Promise((go) => whenEmpty.push(go)) : Promise.resolve()),
  };
}
