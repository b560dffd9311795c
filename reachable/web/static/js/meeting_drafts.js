// What is typed is kept every few seconds for its writer alone, and others hear that somebody is typing.

const KEEP_EVERY = 2500;
const PATIENCE = 10_000;

export function makeDrafts({ board, token, isChanged, kept }) {
  const timers = new Map();

  function fieldsOf(form) {
    const fields = new URLSearchParams(new FormData(form));
    fields.set("csrfmiddlewaretoken", token());
    fields.set("form", new URL(form.action).pathname);
    fields.set("at_item", board.dataset.item);
    return fields;
  }

  async function keep(form) {
    timers.delete(form);
    if (!form.isConnected || !isChanged(form)) return;
    try {
      const body = fieldsOf(form);
      const answer = await fetch(board.dataset.typing, { method: "POST", body, signal: AbortSignal.timeout(PATIENCE) });
      if (!answer.ok || answer.redirected) throw new Error("not kept");
      kept(true);
    } catch {
      kept(false);
      soon(form, 3 * KEEP_EVERY);
    }
  }

  function soon(form, wait = KEEP_EVERY) {
    if (form && !timers.has(form)) timers.set(form, setTimeout(keep, wait, form));
  }

  if (board.dataset.typing) {
    board.addEventListener("input", (event) => soon(event.target.closest("form[data-keep]")));
    // What was typed before this script was there.
    board.querySelectorAll("form[data-keep]").forEach((form) => isChanged(form) && soon(form));
    addEventListener("pagehide", () => {
      for (const form of timers.keys()) {
        if (form.isConnected && isChanged(form)) navigator.sendBeacon(board.dataset.typing, fieldsOf(form));
      }
    });
  }

  return {
    stop(form) {
      clearTimeout(timers.get(form));
      timers.delete(form);
    },
  };
}
