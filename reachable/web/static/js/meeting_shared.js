// The shared view: asks every few seconds whether anything changed, and then for itself. Without script it reloads.

const EVERY = 4000;

async function refresh(main) {
  const answer = await fetch(location.href);
  if (answer.redirected || !answer.ok) return location.reload();
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-shared]");
  if (fresh) main.replaceWith(fresh);
  return undefined;
}

async function poll() {
  const main = document.querySelector("[data-shared]");
  try {
    const answer = await fetch(`${main.dataset.live}?since=${main.dataset.revision}`);
    if (answer.redirected || !answer.ok) return location.reload();
    const said = await answer.json();
    if (said.revision !== Number(main.dataset.revision)) await refresh(main);
  } catch {
    // The connection is down: what is shown stays, and it is asked again.
  }
  setTimeout(poll, EVERY);
  return undefined;
}

setTimeout(poll, EVERY);
