// While an import is at work its page is fetched anew, unless somebody is choosing something on it.
"use strict";

const busy = document.querySelector("[data-reload]");
if (busy) {
  setInterval(() => {
    if (!document.querySelector("form :focus")) location.reload();
  }, Number(busy.dataset.reload));
}
