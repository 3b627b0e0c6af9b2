// A page that goes to a printer is noted, as a look at it is.
"use strict";
const printed = document.querySelector("[data-printed]");
if (printed) {
  window.addEventListener("beforeprint", () => {
    const form = new FormData();
    form.append("csrf_token", printed.dataset.token);
    navigator.sendBeacon(printed.dataset.printed, form);
  });
}
