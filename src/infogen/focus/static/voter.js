/* Only eases what works without it: drafts that survive, posts that are sent again, places that
   change hands, a page that goes on by itself. */
"use strict";

const key = () => "draft " + location.pathname;

function keep(form) {
  const fields = {};
  for (const [name, value] of new FormData(form)) if (name !== "csrf" && name !== "once") fields[name] = value;
  try { localStorage.setItem(key(), JSON.stringify(fields)); } catch { /* private mode */ }
}

function restore(form) {
  let fields = {};
  try { fields = JSON.parse(localStorage.getItem(key()) || "{}"); } catch { return; }
  for (const input of form.elements) {
    if (!(input.name in fields)) continue;
    if (input.type === "radio") {
      if (!form.querySelector(`[name="${input.name}"]:checked`) && input.value === fields[input.name]) input.checked = true;
    } else if (input.type !== "hidden" && !input.value) input.value = fields[input.name];
  }
}

function forget() { try { localStorage.removeItem(key()); } catch { /* private mode */ } }

async function send(form) {
  const button = document.querySelector(`button[form="${form.id}"]`);
  const status = document.getElementById("status") || button.parentElement.insertBefore(
    Object.assign(document.createElement("p"), { id: "status", className: "small" }), button);
  status.setAttribute("role", "status");
  for (let wait = 1; ; wait = Math.min(wait * 2, 8)) {
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "follow" });
      if (answer.ok) { forget(); location.replace(answer.url); return; }
      const page = await answer.text();
      if (answer.status < 500) { document.open(); document.write(page); document.close(); return; }
    } catch { /* no network */ }
    status.textContent = document.querySelector("meta[name=offline]").content;
    await new Promise(done => setTimeout(done, wait * 1000));
  }
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  restore(form);
  form.addEventListener("input", () => keep(form));
  form.addEventListener("submit", event => {
    event.preventDefault();
    if (form.dataset.sending) return;
    form.dataset.sending = "yes";
    send(form).finally(() => delete form.dataset.sending);
  });
}

for (const form of document.querySelectorAll("form[data-ranking]")) {
  const status = document.getElementById("status");
  const tell = () => {
    const missing = [...form.querySelectorAll("fieldset")]
      .filter(set => !set.querySelector(":checked")).map(set => set.querySelector("legend").textContent);
    status.textContent = missing.length ? form.dataset.missing.replace("{names}", missing.join(", ")) : form.dataset.whole;
  };
  // A tap takes a place from another; the arrow keys only pass over it.
  let tapped = false;
  form.addEventListener("pointerdown", () => { tapped = true; });
  form.addEventListener("keydown", () => { tapped = false; });
  form.addEventListener("change", event => {
    if (tapped) for (const other of form.querySelectorAll(`input[value="${event.target.value}"]:checked`))
      if (other !== event.target) other.checked = false;
    keep(form);
    tell();
  });
}

const countdown = document.getElementById("countdown");
if (countdown) {
  const dots = [...countdown.querySelectorAll("circle")];
  let left = Number(countdown.dataset.seconds);
  const tell = () => {
    dots.forEach((dot, n) => dot.setAttribute("fill", n < left ? "currentColor" : "none"));
    countdown.querySelector("b").textContent = countdown.dataset.words.replace("{n}", left);
  };
  tell();
  const timer = setInterval(() => { left -= 1; tell(); if (left <= 0) clearInterval(timer); }, 1000);
}

if (document.querySelector("[data-wait]")) {
  const here = location.pathname;
  setInterval(async () => {
    try {
      const { at } = await (await fetch("/v/estado")).json();
      if (at !== here) location.replace(at);
    } catch { /* no network: it is asked again */ }
  }, 3000);
}
