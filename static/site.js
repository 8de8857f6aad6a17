/* Adds a little to pages that already work without it: counts ticks, follows the heading being
   read, gives the role keys of the review page the digits 1 to 4. Nothing is loaded or stored. */
"use strict";

/* Forms that pick reports to compare: data-pick is how many may be picked. */
for (const form of document.querySelectorAll("form[data-pick]")) {
  const ticks = [...form.querySelectorAll("input[type=checkbox][name=r]")];
  const most = Number(form.dataset.pick);
  const count = form.querySelector(".pick-count");
  const button = form.querySelector(".pick-bar button");
  const update = () => {
    const picked = ticks.filter((tick) => tick.checked).length;
    for (const tick of ticks) tick.disabled = !tick.checked && picked >= most;
    if (button) button.disabled = picked === 1;
    if (count) {
      count.hidden = picked === 0;
      count.textContent = count.dataset.text.replace("#", picked);
    }
  };
  form.addEventListener("change", update);
  window.addEventListener("pageshow", update); /* ticks survive going back */
  update();
}

/* The outline marks the last heading that has passed the top of the window. */
const outline = document.querySelector(".outline");
if (outline && "IntersectionObserver" in window) {
  const links = new Map([...outline.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
  const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  const mark = () => {
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < window.innerHeight / 3);
    const current = passed.length ? links.get(passed[passed.length - 1].id) : null;
    for (const link of links.values()) {
      if (link === current) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
    if (current && outline.scrollHeight > outline.clientHeight) {
      const place = current.getBoundingClientRect(), frame = outline.getBoundingClientRect();
      if (place.top < frame.top || place.bottom > frame.bottom) outline.scrollTop += place.top - frame.top - frame.height / 3;
    }
  };
  const watch = new IntersectionObserver(mark, { rootMargin: "0px 0px -66% 0px", threshold: [0, 1] });
  for (const heading of headings) watch.observe(heading);
}

/* 1 2 3 4 choose 学 悟 行 景 where the focus is. */
document.addEventListener("keydown", (event) => {
  const keys = event.target.closest && event.target.closest(".role-keys");
  const key = keys && "1234".includes(event.key) && keys.querySelectorAll("input")[Number(event.key) - 1];
  if (key && !event.ctrlKey && !event.altKey && !event.metaKey) {
    key.checked = true;
    key.focus();
    key.dispatchEvent(new Event("change", { bubbles: true }));
  }
});

/* Search boxes offer what the line may become: arrow keys choose, Enter takes, Escape closes. Typing is never
   disturbed, and nothing happens while an input method is still composing. */
for (const box of document.querySelectorAll("input[data-suggest]")) {
  const list = document.createElement("ul");
  list.id = `${box.id}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.hidden = true;
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-expanded", "false");
  box.setAttribute("aria-controls", list.id);
  box.autocomplete = "off";
  box.after(list);
  let asked = "", timer = 0, chosen = -1;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const choose = (number) => {
    const rows = [...list.children];
    chosen = (number + rows.length + 1) % (rows.length + 1); /* the last place is the line as typed */
    rows.forEach((row, at) => row.setAttribute("aria-selected", String(at === chosen)));
    if (rows[chosen]) box.setAttribute("aria-activedescendant", rows[chosen].id);
    else box.removeAttribute("aria-activedescendant");
  };
  const show = (suggestions) => {
    list.replaceChildren(...suggestions.map((one, at) => {
      const row = document.createElement("li"), text = document.createElement("span"), kind = document.createElement("span");
      row.id = `${list.id}-${at}`;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      row.dataset.line = one.line;
      text.textContent = one.text;
      kind.className = "note";
      kind.textContent = one.count ? `${one.kind} ${one.count}` : one.kind;
      row.append(text, " ", kind);
      return row;
    }));
    chosen = -1;
    list.hidden = !suggestions.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
  };
  const ask = async () => {
    const line = box.value;
    if (!line.trim() || line === asked) return line.trim() ? undefined : close();
    asked = line;
    try {
      const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(line)}`);
      if (answer.ok && box.value === line && document.activeElement === box) show((await answer.json()).suggestions);
    } catch { close(); }
  };
  box.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(ask, 120);
  });
  box.addEventListener("compositionend", () => { clearTimeout(timer); timer = setTimeout(ask, 120); });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? list.children.length - 1 : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && list.children[chosen]) {
      box.value = list.children[chosen].dataset.line;
      close();
      return; /* and the form is sent with it */
    } else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => {
    const row = event.target.closest("[role=option]");
    if (!row) return;
    event.preventDefault();
    box.value = row.dataset.line;
    close();
    box.form.requestSubmit();
  });
  box.addEventListener("blur", close);
}
