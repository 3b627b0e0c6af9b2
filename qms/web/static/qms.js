// Everything works without this file; with it, a few things work better.
"use strict";

// "/" goes to the search box, unless somebody is typing.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const box = document.getElementById("q");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

// Escape and a click elsewhere close an open menu.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// What was typed is not lost by a slip, and a form is sent once.
let typed = false;
let sent = false;
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("input", () => {
    if (!form.hasAttribute("data-no-warning")) typed = true;
  });
  form.addEventListener("submit", (event) => {
    if (sent) {
      event.preventDefault();
      return;
    }
    sent = true;
    for (const button of form.querySelectorAll("button[type=submit], button:not([type])")) {
      button.setAttribute("aria-disabled", "true");
    }
  });
}
window.addEventListener("beforeunload", (event) => {
  if (typed && !sent) event.preventDefault();
});
// Back from the cache of the browser, or a download that left the page in place.
function free() {
  sent = false;
  for (const button of document.querySelectorAll("form[method=post] button[aria-disabled]")) {
    button.removeAttribute("aria-disabled");
  }
}
window.addEventListener("pageshow", free);
for (const form of document.querySelectorAll("form[data-stays]")) {
  form.addEventListener("submit", () => setTimeout(free, 1500));
}

// Filters that answer as soon as a choice is made.
for (const field of document.querySelectorAll("form[data-auto] select")) {
  field.addEventListener("change", () => field.form.requestSubmit());
}

// An error summary is read first.
const summary = document.getElementById("error-summary");
if (summary) summary.focus();
