// Long work in short steps: the page asks for the next one by itself, a moment after the last has answered.
// Without script a button asks for several at once.

const form = document.querySelector("form[data-go-on]");
if (form) {
  form.elements.steps.value = "3";
  form.querySelector("button").textContent = "Going on…";
  setTimeout(() => form.requestSubmit(), 150);
}
