// The claims table: filters that also answer to an address such as claims.html?verdict=contested
const form = document.querySelector("form.filter");
if (form) {
  const all = [...document.querySelectorAll("article.claim")], asked = new URLSearchParams(location.search);
  const choose = () => {
    const { verdict, lesson, text } = form.elements, wanted = text.value.trim().toLowerCase();
    let shown = 0;
    for (const one of all) {
      one.hidden = (verdict.value && one.dataset.verdict !== verdict.value) || (lesson.value && one.dataset.lesson !== lesson.value)
        || (wanted && !one.textContent.toLowerCase().includes(wanted));
      shown += !one.hidden;
    }
    form.querySelector("output").textContent = shown ? `${shown} of ${all.length} claims` : `No claim of ${all.length} fits. Widen a filter.`;
  };
  for (const name of ["verdict", "lesson", "text"]) if (asked.get(name)) form.elements[name].value = asked.get(name);
  form.addEventListener("input", choose);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  choose();
}

// A guess: kept in this browser where it may be kept; the data's answer opens after it.
const keep = (key, value) => { try { if (value) localStorage.setItem(key, value); return localStorage.getItem(key); } catch { return value; } };
for (const guess of document.querySelectorAll(".guess")) {
  const ask = guess.querySelector("form"), field = ask.querySelector("select, input"), answer = guess.querySelector("details");
  const key = `claimlab guess ${guess.dataset.claim} ${guess.querySelector("p").textContent}`;
  const show = (text) => {
    guess.querySelector(".kept").textContent = text ? `Your guess: ${text}.` : "Guess first. Then you can open what the data say.";
    answer.hidden = !text;
  };
  ask.addEventListener("submit", (event) => { event.preventDefault(); show(keep(key, field.value.trim())); });
  ask.hidden = false;
  show(keep(key));
}

// A box that is wider than the page says so.
const told = (box, says = box) => says?.classList.toggle("over", box.scrollWidth > box.clientWidth + 2);
const watch = new ResizeObserver((seen) => seen.forEach(({ target }) => told(target.closest(".wide"))));
for (const box of document.querySelectorAll(".wide")) for (const one of [box, ...box.children]) watch.observe(one);

// The theme's little arrows in the menu have no name.
for (const arrow of document.querySelectorAll("summary")) if (!arrow.textContent.trim()) arrow.setAttribute("aria-label", "Show the pages below");

// What moves sideways must be reached by keyboard. The theme looks once, when folded code has no width yet, and takes it out.
const reach = new ResizeObserver((seen) => seen.forEach(({ target }) => {
  target.tabIndex = target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight ? 0 : -1;
  if (target.matches(".cell_output pre")) told(target, target.closest(".output"));
  if (target.matches(".pst-scrollable-table-container")) told(target);
}));
for (const one of document.querySelectorAll("pre, .cell_output > .output, .pst-scrollable-table-container")) reach.observe(one);

// On a phone the cells of a card stand one below the other: each then says of which column it is.
for (const table of document.querySelectorAll("div[role='note'] table")) {
  const names = [...(table.tHead?.rows[0]?.cells ?? [])].map((one) => one.textContent);
  for (const row of names.length ? table.tBodies[0].rows : [])
    [...row.cells].slice(2).forEach((cell, at) => { if (cell.textContent.trim()) cell.dataset.column = `${names[at + 2]}: `; });
}
