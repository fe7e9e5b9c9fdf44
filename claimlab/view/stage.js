// The stage of a widget: controls on top, one picture drawn from marks, one sentence that changes.
//
// The same file serves two pages. In a notebook with a kernel, anywidget calls render(): a move goes to the kernel,
// which answers with a scene. In a page without one (a saved, exported or published lesson), wake() finds each
// .claimlab-rest element, reads the scenes stored in it and answers by itself. No library, no network.
//
// A scene is what claimlab/view/marks.py makes: { sentence, alt, rows: [[panel, …], …] } in the units of the data.
// still.py draws the same scene in Python for readers without scripts; a browser test holds the two together.

const SVG = "http://www.w3.org/2000/svg";
const WIDE = 880, NARROW = 560, LOW = 500, SQUEEZED = 0.42, TITLE = 24, TICKS = 20, LETTER = 6.7, LINE = 15;
const TONES = { ink: ["currentColor", 1], soft: ["currentColor", 0.75], middle: ["currentColor", 0.5],
  pale: ["currentColor", 0.2], faint: ["currentColor", 0.08], grid: ["currentColor", 0.14], ground: ["var(--claimlab-ground)", 1] };
const SHAPES = {
  circle: (r) => `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`,
  square: (r) => `M${-r} ${-r}H${r}V${r}H${-r}Z`,
  diamond: (r) => `M0 ${-1.3 * r}L${1.3 * r} 0L0 ${1.3 * r}L${-1.3 * r} 0Z`,
  up: (r) => `M0 ${-r}L${r} ${r}H${-r}Z`,
  down: (r) => `M0 ${r}L${r} ${-r}H${-r}Z`,
  cross: (r) => `M${-r} ${-r}L${r} ${r}M${-r} ${r}L${r} ${-r}`,
  tick: (r) => `M0 ${-r}V${r}`,
};

// ---- From a scene to shapes: plain objects { key, tag, attributes, text?, tip? }, in pixels ------------------------

const round = (value) => Math.round(value * 10) / 10;

function scale(axis, from, to) {
  const at = axis.log ? Math.log : (value) => value;
  const low = at(axis.low), high = at(axis.high);
  return (value) => from + (to - from) * (at(value) - low) / (high - low);
}

// Words in lines of at most `room` pixels; a letter counts as LETTER pixels.
export function wrap(words, room) {
  const lines = [];
  for (const piece of String(words).split("\n")) {
    let line = "";
    for (const word of piece.split(" ")) {
      if (line && (line.length + 1 + word.length) * LETTER > room) { lines.push(line); line = word; }
      else line = line ? `${line} ${word}` : word;
    }
    lines.push(line);
  }
  return lines;
}

const breadth = (lines, size = 13, bold = false) => Math.max(...lines.map((line) => line.length)) * LETTER * (size / 13) * (bold ? 1.08 : 1);

// In a narrow place: the ticks of an axis with their words in lines, and only every second, third … where they would touch.
export function spaced(axis, from, to) {
  const at = scale(axis, from, to), places = axis.ticks.map(([value]) => at(value));
  const gap = Math.min(...places.slice(1).map((place, number) => Math.abs(place - places[number])), to - from);
  let ticks = axis.ticks.map(([value, words]) => [value, String(words).split("\n")]);
  const free = (step) => gap * step - 5 >= Math.max(...ticks.map(([, lines]) => breadth(lines, 12)));
  if (!ticks.length || free(1)) return ticks;
  const folded = ticks.map(([value, lines]) => [value, wrap(lines.join("\n"), gap - 5)]);
  if (folded.every(([, lines]) => breadth(lines, 12) <= gap - 5)) return folded;
  if (ticks.every(([, lines]) => /\d/.test(lines[0]))) {
    let step = 2;
    while (step < ticks.length && !free(step)) step++;
    return ticks.filter((_, number) => number % step === 0);
  }
  return folded;
}

// Below the full width: words that stay inside the picture and keep off the words that stand there already.
function settle(mark, x, y, box) {
  const { size = 13, bold = false, anchor = "start" } = mark;
  let lines = String(mark.words).split("\n");
  const room = anchor === "start" ? box.end - x : anchor === "end" ? x - box.edge : 2 * Math.min(x - box.edge, box.end - x);
  if (breadth(lines, size, bold) > room && room > 55) lines = wrap(lines.join("\n"), room * (13 / size) / (bold ? 1.08 : 1));
  const wide = breadth(lines, size, bold), part = { start: 0, middle: 0.5, end: 1 }[anchor];
  const left = Math.max(box.edge, Math.min(x - part * wide, box.end - wide));
  const high = lines.length * LINE;
  const touches = (top) => box.words.some((other) => left < other.right && other.left < left + wide && top < other.bottom && other.top < top + high);
  const inside = (top) => top >= box.roof - 2 && top + high <= box.floor + 2;
  const tops = (mark.lead ? [0, 1, 2, 3] : [0, 1, -1, 2, -2, 3, -3, -4, -5]).map((step) => y - high / 2 + step * LINE);
  const top = touches(tops[0]) ? tops.find((one) => inside(one) && !touches(one)) ?? tops[0] : tops[0];
  box.words.push({ left, right: left + wide, top, bottom: top + high });
  return [left + part * wide, top + high / 2, lines, top !== tops[0]];
}

function text(key, x, y, words, { anchor = "start", tone = "ink", bold = false, size = 13, middle = false } = {}) {
  const lines = Array.isArray(words) ? words : String(words).split("\n");
  const [fill, opacity] = TONES[tone] ?? [tone, 1];
  const up = middle ? size * 0.35 - (lines.length - 1) * LINE / 2 : 0;
  return { key, tag: "text", lines, attributes: { transform: `translate(${round(x)} ${round(y + up)})`, "text-anchor": anchor, fill,
    "fill-opacity": opacity, "font-size": size, "font-weight": bold ? 700 : 400 } };
}

function stroke(tone, width, dash) {
  const [colour, opacity] = TONES[tone] ?? [tone, 1];
  return { fill: "none", stroke: colour, "stroke-opacity": opacity, "stroke-width": width, "stroke-dasharray": dash || "none",
    "stroke-linejoin": "round" };
}

function fill(look, tone, id) {
  const [colour, opacity] = TONES[tone] ?? [tone, 1];
  if (look === "hollow") return { fill: "none", stroke: colour, "stroke-opacity": opacity, "stroke-width": 1.2 };
  if (look === "striped" || look === "hatched") {
    return { fill: `url(#${id}-${look}-${tone.replace("#", "")})`, stroke: colour, "stroke-opacity": opacity, "stroke-width": 1.2 };
  }
  return { fill: colour, "fill-opacity": opacity, stroke: "none" };
}

const path = (points) => points.map((at, n) => (at ? `${n && points[n - 1] ? "L" : "M"}${round(at[0])} ${round(at[1])}` : "")).join("");

const draw = {
  bar(mark, x, y, key, id) {
    const [a, b] = [x(mark.x), x(mark.x2)], [c, d] = [y(mark.y), y(mark.y2)];
    return [{ key, tag: "rect", attributes: { x: round(Math.min(a, b)), y: round(Math.min(c, d)), width: round(Math.abs(b - a)),
      height: round(Math.abs(d - c)), ...fill(mark.look, mark.tone, id) } }];
  },
  dot(mark, x, y, key) {
    const size = mark.size ?? 5, shape = mark.shape ?? "circle", [colour, opacity] = TONES[mark.tone] ?? [mark.tone, 1];
    const open = mark.look === "hollow" || shape === "cross" || shape === "tick";
    const attributes = { d: SHAPES[shape](size), transform: `translate(${round(x(mark.x))} ${round(y(mark.y))})`,
      fill: open ? "none" : colour, "fill-opacity": mark.opacity ?? opacity, stroke: open ? colour : "var(--claimlab-ground)",
      "stroke-opacity": open ? opacity : 1, "stroke-width": open ? 2 : 1 };
    return [{ key, tag: "path", attributes }];
  },
  line(mark, x, y, key) {
    const points = mark.points.map((at) => at && [x(at[0]), y(at[1])]), d = path(points);
    const shapes = [{ key, tag: "path", attributes: { d, ...stroke(mark.tone, mark.width ?? 2, mark.dash) } }];
    if (mark.tip) {  // a thin line is hard to hit
      shapes.push({ key: `${key}-hit`, tag: "path", near: [mark, points], attributes: { d, fill: "none", stroke: "transparent", "stroke-width": 12 } });
    }
    return shapes;
  },
  band(mark, x, y, key) {
    const [colour] = TONES[mark.tone] ?? [mark.tone];
    const d = path([...mark.points.map((at) => [x(at[0]), y(at[1])]), ...mark.points.map((at) => [x(at[0]), y(at[2])]).reverse()]);
    return [{ key, tag: "path", attributes: { d: `${d}Z`, fill: colour, "fill-opacity": mark.opacity ?? 0.2 } }];
  },
  outline(mark, x, y, key) {
    const [colour, opacity] = TONES[mark.tone] ?? [mark.tone, 1];
    return [{ key, tag: "path", attributes: { d: `${path(mark.points.map((at) => [x(at[0]), y(at[1])]))}Z`, fill: colour,
      "fill-opacity": mark.opacity ?? opacity, stroke: "var(--claimlab-ground)", "stroke-width": 1 } }];
  },
  rule(mark, x, y, key, id, box) {
    const d = mark.x === undefined ? `M${box.left} ${round(y(mark.y))}H${box.right}` : `M${round(x(mark.x))} ${box.top}V${box.bottom}`;
    return [{ key, tag: "path", attributes: { d, ...stroke(mark.tone, mark.width ?? 1.5, mark.dash) } }];
  },
  text(mark, x, y, key, id, box) {
    const at = [x(mark.x) + (mark.dx ?? 0), y(mark.y) + (mark.dy ?? 0)];
    const [left, top, words, moved] = box.tight ? settle(mark, ...at, box) : [...at, mark.words, false];
    const made = text(key, left, top, words, { middle: true, ...mark });
    const edge = moved ? ["var(--claimlab-ground)", 3] : ["none", 0];  // it may stand on a bar now
    Object.assign(made.attributes, { stroke: edge[0], "stroke-width": edge[1], "paint-order": "stroke" });
    if (!mark.lead || !moved) return [made];
    const [foot, head] = [y(mark.y) + 2, top - (words.length * LINE) / 2];
    return head < foot ? [made] : [made, { key: `${key}-lead`, tag: "path", attributes: { d: `M${round(x(mark.x))} ${round(foot)}V${round(head)}`, ...stroke("middle", 1) } }];
  },
};

// One panel inside box = { left, top, right, bottom } (its plot area, in pixels).
function panelShapes(panel, box, at, id) {
  let { left, top, right, bottom } = box;
  const shapes = [];
  const above = 9 + (box.lines.y - 1) * LINE;
  if (panel.title) {
    const up = (panel.y.title ? above + 19 : 9) + (box.lines.title - 1) * LINE;
    shapes.push(text(`${at}-title`, box.edge, top - up, box.narrow ? box.title : panel.title, { bold: true, size: 14 }));
  }
  if (panel.equal) {  // a map: one kilometre is as long upwards as sideways
    const unit = Math.min((right - left) / (panel.x.high - panel.x.low), (bottom - top) / (panel.y.high - panel.y.low));
    const extra = [(right - left) - unit * (panel.x.high - panel.x.low), (bottom - top) - unit * (panel.y.high - panel.y.low)];
    left += extra[0] / 2; right -= extra[0] / 2; top += extra[1] / 2; bottom -= extra[1] / 2;
  }
  const x = scale(panel.x, left, right), y = scale(panel.y, bottom, top);
  for (const [value, words] of box.ticks) {
    if (panel.x.grid) shapes.push({ key: `${at}-gx${value}`, tag: "path", attributes: { d: `M${round(x(value))} ${top}V${bottom}`, ...stroke("grid", 1) } });
    shapes.push(text(`${at}-tx${value}`, x(value), bottom + 16, words, { anchor: "middle", tone: "soft", size: 12 }));
  }
  for (const [value, words] of panel.y.ticks) {
    if (panel.y.grid) shapes.push({ key: `${at}-gy${value}`, tag: "path", attributes: { d: `M${left} ${round(y(value))}H${right}`, ...stroke("grid", 1) } });
    const lines = wrap(words, left - box.edge - 6), high = lines.length * LINE;
    shapes.push(text(`${at}-ty${value}`, left - 8, y(value), lines, { anchor: "end", size: 12.5, middle: true, tone: panel.y.grid ? "soft" : "ink" }));
    box.words.push({ left: left - 8 - breadth(lines, 12.5), right: left - 8, top: y(value) - high / 2, bottom: y(value) + high / 2 });
  }
  if (panel.x.title) {
    const down = (panel.x.ticks.length ? 36 : 18) + (box.lines.ticks - 1) * LINE;
    shapes.push(text(`${at}-x`, box.narrow ? box.under : left, bottom + down, box.narrow ? box.foot : panel.x.title, { tone: "soft", size: 12 }));
  }
  if (panel.y.title) shapes.push(text(`${at}-y`, box.edge, top - above, box.narrow ? box.side : panel.y.title, { tone: "soft", size: 12 }));
  panel.marks.forEach((mark, number) => {
    const key = `${at}-${mark.key ?? `${mark.kind}${number}`}`;
    const made = draw[mark.kind](mark, x, y, key, id, { ...box, left, top, right, bottom });
    if (mark.tip && mark.kind !== "line") for (const shape of made) shape.tip = mark.tip;
    for (const shape of made) if (shape.near) shape.near.push(panel);
    shapes.push(...made);
  });
  return shapes;
}

// Rows of panels below each other; in a narrow place every panel gets a row of its own.
export function layout(scene, room, id = "s", squeeze = 1) {
  const width = Math.max(340, Math.min(WIDE, room || WIDE)), narrow = width < NARROW;
  const rows = narrow ? scene.rows.flat().map((panel) => [panel]) : scene.rows;
  const shapes = [];
  let top = 0, count = 0;
  for (const row of rows) {
    const shares = row.reduce((sum, panel) => sum + panel.share, 0);
    let edge = 0, deepest = 0;
    for (const panel of row) {
      const wide = width * panel.share / shares;
      const left = round(edge + (narrow ? Math.min(panel.left, width * 0.36) : panel.left));
      const right = round(edge + wide - (narrow ? Math.min(panel.right, width * 0.37) : panel.right));
      const box = { edge, left, right, end: edge + wide, narrow, tight: width < WIDE, words: [], ticks: panel.x.ticks, lines: { title: 1, y: 1, x: 1, ticks: 1 } };
      if (narrow) {  // words take more lines, and the picture makes room for them
        box.title = wrap(panel.title ?? "", wide * 0.84);
        box.side = wrap(panel.y.title ?? "", wide);
        box.foot = wrap(panel.x.title ?? "", wide - left);
        box.under = left;
        if (box.foot.length > 1) { box.foot = wrap(panel.x.title, wide); box.under = edge; }
        box.ticks = spaced(panel.x, left, right);
        box.lines = { title: box.title.length, y: box.side.length, x: box.foot.length, ticks: Math.max(1, ...box.ticks.map(([, lines]) => lines.length)) };
      }
      const more = (box.lines.title + box.lines.y - 2) * LINE, below = (box.lines.x + box.lines.ticks - 2) * LINE;
      const head = (panel.title && panel.y.title ? TITLE + 19 : panel.title || panel.y.title ? TITLE : 8) + more;
      const foot = (panel.x.ticks.length ? TICKS : 4) + (panel.x.title ? TICKS : 0) + below;
      Object.assign(box, { top: round(top + head), bottom: round(top + head + panel.height * squeeze) });
      // Words may stand beside the plot, but not among those of its axes.
      Object.assign(box, { roof: top, floor: box.bottom + (panel.x.ticks.length ? 2 : foot) });
      shapes.push(...panelShapes(panel, box, `p${count++}`, id));
      edge += wide;
      deepest = Math.max(deepest, head + panel.height * squeeze + foot);
    }
    top += deepest;
  }
  return { width, height: Math.ceil(top + 2), shapes };
}

// ---- From shapes to the page -----------------------------------------------------------------------------------

function node(tag, attributes = {}, content = "") {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.textContent = content;
  return made;
}

// A pattern of stripes for each tone that needs one.
function pattern(id, look, tone) {
  const [colour] = TONES[tone] ?? [tone], made = node("pattern", { id: `${id}-${look}-${tone.replace("#", "")}`, width: 7, height: 7,
    patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
  if (look === "striped") made.append(node("rect", { width: 7, height: 7, fill: colour }), node("rect", { width: 1.6, height: 7, fill: "var(--claimlab-ground)" }));
  else made.append(node("rect", { width: 1.4, height: 7, fill: colour, "fill-opacity": 0.6 }));
  return made;
}

// Change the picture into the next one: what stays, stays the same element, so that it can move there.
function patch(svg, picture, scene, id, known) {
  svg.setAttribute("viewBox", `0 0 ${picture.width} ${picture.height}`);
  svg.style.aspectRatio = `${picture.width} / ${picture.height}`;
  svg.setAttribute("aria-label", scene.alt);
  for (const panel of scene.rows.flat()) for (const mark of panel.marks) {
    if (mark.look !== "striped" && mark.look !== "hatched") continue;
    const name = `${id}-${mark.look}-${mark.tone.replace("#", "")}`;
    if (!known.has(name)) { known.set(name, pattern(id, mark.look, mark.tone)); svg.prepend(known.get(name)); }
  }
  const seen = new Set();
  let last = null;
  for (const shape of picture.shapes) {
    let one = known.get(shape.key);
    if (one && one.tagName !== shape.tag) { one.remove(); one = null; }
    if (!one) {
      one = node(shape.tag);
      known.set(shape.key, one);
      if (last) last.after(one); else svg.append(one);
    }
    for (const [name, value] of Object.entries(shape.attributes)) {
      if (one.getAttribute(name) !== String(value)) one.setAttribute(name, value);
    }
    if (shape.lines) fillText(one, shape.lines);
    one.near = shape.near;
    if (shape.tip) one.dataset.tip = shape.tip; else delete one.dataset.tip;
    seen.add(shape.key);
    last = one;
  }
  for (const [key, one] of known) {
    if (!seen.has(key) && one.tagName !== "pattern") { one.remove(); known.delete(key); }
  }
}

function fillText(one, lines) {
  if (one.dataset.words === lines.join("\n")) return;
  one.dataset.words = lines.join("\n");
  one.replaceChildren(...lines.map((line, number) => node("tspan", { x: 0, dy: number ? LINE : 0 }, line)));
}

// The words of a tooltip: a mark says its own, a line names the nearest of its points.
function tipOf(target, svg, event) {
  if (target.dataset?.tip) return target.dataset.tip;
  if (!target.near) return "";
  const [mark, points, panel] = target.near, frame = svg.getBoundingClientRect();
  const unit = svg.viewBox.baseVal.width / frame.width, at = [(event.clientX - frame.left) * unit, (event.clientY - frame.top) * unit];
  let best = null;
  points.forEach((point, number) => {
    const far = point ? Math.hypot(point[0] - at[0], point[1] - at[1]) : Infinity;
    if (!best || far < best[0]) best = [far, number];
  });
  if (mark.only_name) return mark.tip;
  const [x, y] = mark.points[best[1]], say = (value, axis) => (typeof value === "string" ? value : Number(value).toLocaleString("en", {
    minimumFractionDigits: axis.digits ?? 0, maximumFractionDigits: axis.digits ?? 2, useGrouping: axis.grouping ?? false })).replace("-", "−");
  return `${mark.tip}, ${panel.x.names?.[x] ?? say(x, panel.x)}: ${say(y, panel.y)}`;
}

// ---- Controls: the browser's own inputs, each inside its label. The values they give are numbers of options ---------

// JupyterLab takes the arrow keys for itself unless the input says data-lm-suppress-shortcuts.
function input(control, changed) {
  const box = document.createElement("div"), label = document.createElement("label");
  box.className = "claimlab-control";
  const made = document.createElement(control.kind === "choice" ? "select" : "input");
  made.dataset.lmSuppressShortcuts = "true";
  made.disabled = Boolean(control.fixed);
  box.append(label);
  if (control.kind === "choice") {
    label.append(control.label, made);
    const show = (value, closed) => {
      const names = control.names.map((name, number) => (closed.includes(number) && number !== value ? `${name} (not possible)` : name));
      if (!made.options.length) made.replaceChildren(...names.map((name) => new Option(name)));
      names.forEach((name, number) => { if (made.options[number].text !== name) made.options[number].text = name; });
      made.selectedIndex = value;
    };
    made.addEventListener("change", () => changed(made.selectedIndex));
    return { box, show };
  }
  if (control.kind === "tick") {
    made.type = "checkbox";
    label.append(made, control.label);
    made.addEventListener("change", () => changed(made.checked ? 1 : 0));
    return { box, show: (value) => { made.checked = Boolean(value); } };
  }
  const output = document.createElement("output"), marks = document.createElement("span"), track = document.createElement("span");
  Object.assign(made, { type: "range", min: 0, max: control.count - 1, step: 1 });
  track.className = "claimlab-track";
  track.append(made, marks);
  label.append(control.label, track, output);
  label.style.width = `${control.width}px`;
  const name = (value) => control.names?.[value] ?? (control.low + control.step * value).toLocaleString("en", {
    minimumFractionDigits: control.digits, maximumFractionDigits: control.digits, useGrouping: control.grouping });
  const show = (value, closed) => {
    made.value = value;
    output.textContent = name(value);
    made.setAttribute("aria-valuetext", name(value) + (closed.includes(value) ? ", not possible" : ""));
    const part = 100 / control.count;  // a grey line under the track where there is no answer
    marks.title = closed.length ? "no answer where this line is" : "";
    marks.style.backgroundImage = closed.length ? `linear-gradient(90deg, ${closed.map((n) => `transparent ${n * part}%, currentColor ${n * part}% ${
      (n + 1) * part}%, transparent ${(n + 1) * part}%`).join(", ")})` : "none";
  };
  made.addEventListener("input", () => { show(Number(made.value), []); changed(Number(made.value)); });
  return { box, show };
}

// ---- A stage: put into `host`; ask(values) is called at every move, and show(state) answers it ----------------------

let stages = 0;

export function mount(host, spec, ask) {
  const id = `claimlab-${++stages}`, known = new Map();
  const rows = document.createElement("div"), sentence = document.createElement("div"), picture = document.createElement("div");
  const svg = node("svg", { role: "img", preserveAspectRatio: "xMinYMin meet" }), tip = document.createElement("div");
  rows.className = "claimlab-controls";
  sentence.className = "claimlab-sentence";
  sentence.setAttribute("role", "status");
  sentence.setAttribute("aria-live", "polite");
  picture.className = "claimlab-picture";
  tip.className = "claimlab-tip";
  tip.hidden = true;
  const values = [...spec.values];
  const inputs = spec.controls.map((control, number) => input(control, (value) => { values[number] = value; ask([...values]); }));
  rows.append(...inputs.map((one) => one.box));
  picture.append(svg, tip);
  host.classList.add("claimlab-stage");
  host.replaceChildren(...(spec.intro ? [Object.assign(document.createElement("div"), { className: "claimlab-intro", textContent: spec.intro })] : []),
    rows, picture, sentence);

  let scene = null, drawn = 0;
  const paint = () => {
    if (!scene) return;
    drawn = picture.clientWidth;
    // A low window (a magnified page) gets a low picture: control and picture are seen together.
    patch(svg, layout(scene, drawn, id, window.innerHeight < LOW ? SQUEEZED : 1), scene, id, known);
  };
  const point = (event) => {
    const words = tipOf(event.target, svg, event), frame = picture.getBoundingClientRect();
    tip.hidden = !words;
    if (!words) return;
    tip.textContent = words;
    const left = event.clientX - frame.left;
    tip.style.cssText = `top:${event.clientY - frame.top + 14}px;${left > frame.width / 2 ? `right:${frame.width - left + 4}px` : `left:${left + 8}px`}`;
  };
  svg.addEventListener("pointermove", point);
  svg.addEventListener("pointerdown", point);
  svg.addEventListener("pointerleave", () => { tip.hidden = true; });
  const watch = new ResizeObserver(() => {
    if (Math.abs(picture.clientWidth - drawn) <= 1) return;
    picture.classList.add("claimlab-now");  // another width is no move: nothing glides
    paint();
    requestAnimationFrame(() => requestAnimationFrame(() => picture.classList.remove("claimlab-now")));
  });
  watch.observe(picture);

  // state: { scene, reason, closed, values }. With a reason there is no scene: the last picture stays, greyed.
  const show = (state) => {
    if (state.scene) { scene = state.scene; paint(); }
    picture.classList.toggle("claimlab-grey", Boolean(state.reason));
    if (scene) svg.setAttribute("aria-label", state.reason ? `The last picture that was possible. ${scene.alt}` : scene.alt);
    const words = (state.reason ? `Not possible: ${state.reason}` : state.scene.sentence).replaceAll(" %", "\u00a0%");
    if (sentence.textContent !== words) sentence.textContent = words;
    values.splice(0, values.length, ...state.values);
    inputs.forEach((one, number) => one.show(values[number], state.closed?.[number] ?? []));
  };
  const close = (closed) => inputs.forEach((one, number) => one.show(values[number], closed[number] ?? []));
  return { show, close, end: () => watch.disconnect() };
}

// ---- In a notebook with a kernel ------------------------------------------------------------------------------------

// States that were shown before or that the kernel sent ahead answer at once; its own answer, which comes later, then changes nothing.
function render({ model, el }) {
  const ready = new Map();
  const stage = mount(el, model.get("spec"), (values) => {
    if (ready.has(String(values))) stage.show({ ...ready.get(String(values)), values, closed: model.get("closed") });
    model.set("values", values);
    model.save_changes();
  });
  const answer = () => {
    const state = model.get("state");
    ready.set(String(state.at), state);
    if (String(state.at) === String(model.get("values"))) stage.show({ ...state, values: state.at, closed: model.get("closed") });
  };
  const close = () => stage.close(model.get("closed"));
  const keep = () => Object.entries(model.get("ahead")).forEach(([at, state]) => ready.set(at, state));
  const heard = { "change:state": answer, "change:closed": close, "change:ahead": keep };
  for (const [name, call] of Object.entries(heard)) model.on(name, call);
  keep();
  answer();
  return () => { for (const [name, call] of Object.entries(heard)) model.off(name, call); stage.end(); };
}

export default { render };

// ---- In a page without a kernel -------------------------------------------------------------------------------------

// What the page stores is base64 of deflated JSON.
async function unpack(words) {
  const bytes = Uint8Array.from(atob(words), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
}

// The scene at a place of the table: its panels and marks are stored once each.
function unfold(table, at) {
  const entry = table.scenes[at];
  if (typeof entry === "number") return { reason: table.words[entry] };
  const [sentence, alt, ...rows] = entry;
  return { scene: { sentence, alt: table.words[alt] + sentence,
    rows: rows.map((row) => row.map(([frame, ...marks]) => ({ ...table.frames[frame], marks: marks.map((mark) => table.marks[mark]) }))) } };
}

export async function wake(page = document) {
  for (const host of page.querySelectorAll(".claimlab-rest:not(.claimlab-awake)")) {
    host.classList.add("claimlab-awake");
    const stored = JSON.parse(host.querySelector("script[type='application/json']").textContent);
    const table = stored.table ? await unpack(stored.table) : null;
    const counts = stored.spec.controls.map((control) => control.count);
    const place = (values) => values.reduce((sum, value, number) => sum * counts[number] + value, 0);
    // A control's impossible options: those whose place in the table holds a reason.
    const closed = (values) => counts.map((count, number) => [...Array(count).keys()].filter((value) =>
      typeof table.scenes[place(values.with(number, value))] === "number"));
    const answer = (values) => stage.show({ ...unfold(table, place(values)), values, closed: closed(values) });
    if (!table) for (const control of stored.spec.controls) control.fixed = true;
    const stage = mount(host, stored.spec, table ? answer : () => null);
    if (table) answer(stored.spec.values);
    else {
      stage.show({ scene: stored.scene, values: stored.spec.values, closed: [] });
      if (stored.state.reason) stage.show({ ...stored.state, values: stored.spec.values, closed: [] });
    }
    // JupyterLab and Notebook have a cell to run; an exported page has none.
    const note = document.getElementById("jupyter-config-data") ? stored.note.run : table ? stored.note.fixed : "It moves in the notebook of this lesson.";
    if (note) host.append(Object.assign(document.createElement("p"), { className: "claimlab-note", textContent: note }));
  }
}
