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
