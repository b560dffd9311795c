// Autosave: a form marked data-draft="<address>" sends what it holds a moment after typing stops, and says so.
// A draft is private and overwritten; pressing the form's button makes the record.

const WAIT = 1500;

function clockTime() {
  return new Date().toLocaleTimeString("en-GB", { timeZone: "Europe/London" });
}

function watch(form) {
  const line = document.createElement("p");
  line.className = "govuk-hint app-draft";
  line.setAttribute("role", "status");
  form.append(line);
  let timer = 0;
  let running = false;
  let again = false;

  async function save() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      line.textContent = answer.ok && !answer.redirected ? `Draft saved ${clockTime()}` : "Draft not saved. Keep this page open and sign in again in another tab.";
    } catch {
      line.textContent = "Draft not saved: the connection is down. We will try again.";
      timer = setTimeout(save, 10_000);
    } finally {
      running = false;
      if (again) {
        again = false;
        save();
      }
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, WAIT);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
}

document.querySelectorAll("form[data-draft]").forEach(watch);
