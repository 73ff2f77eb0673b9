// Pictures of the issue: taken in, cropped by a click, described, put into articles.
import { address, element, fill, linkToText, make, send, takeFiles, words } from "./desk_page.js";
import { putBack } from "./put_back.js";

const SHAPES = ["1:1", "4:3", "3:2", "16:9", "3:4", "2:3"];
const LEAST = 150; // pixels per inch, from which on squares are not seen
const WANTED = 300;
let articles = {}; // tags by files
let titles = {};

takeFiles(element("drop"), element("choose"), async (files) => {
  for (const file of files) {
    const row = tell("busy", fill(words.taking_picture, { name: file.name }));
    const { value, reason } = await send("POST", `/pictures?${new URLSearchParams({ name: file.name })}`, file);
    row.className = value ? "" : "fails";
    row.textContent = value
      ? `${fill(value.new ? words.picture_new : words.picture_known, { name: value.name })} ${value.remark}`
      : `${file.name}: ${reason}`;
  }
  await list();
});

function tell(kind, text) {
  const row = make("li", { class: kind, text });
  element("news").prepend(row);
  return row;
}

async function list() {
  const { value, reason } = await send("GET", "/pictures/list");
  if (!value) {
    tell("fails", reason);
    return;
  }
  ({ articles, titles } = value);
  const cards = value.pictures.map(describe);
  const drafts = keepDrafts();
  element("pictures").replaceChildren(...(cards.length ? cards : [make("li", { class: "quiet", text: words.no_pictures })]));
  showRemoved(value.removed);
  for (const [key, text] of drafts) {
    const field = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!field) continue;
    field.value = text;
    field.dispatchEvent(new Event("input"));
  }
  if (!value.is_laid_out) setTimeout(list, 1500); // sizes on the pages are known once they are laid out
}

/** The pictures that were removed, each with a button that puts it back. */
function showRemoved(removed) {
  element("removed").hidden = !removed.length;
  element("removed-list").replaceChildren(...removed.map(({ number, name }) => {
    const button = make("button", { type: "button", "aria-label": fill(words.restore_named, { name }), text: words.restore });
    button.addEventListener("click", async () => {
      const reason = await putBack(number, words);
      tell(reason ? "fails" : "", reason || fill(words.picture_is_back, { name }));
      await list();
    });
    return make("li", {}, `${name} `, button);
  }));
}

/** What is written in fields and not saved yet, by their keys. */
function keepDrafts() {
  const fields = [...document.querySelectorAll("[data-key]")].filter((each) => each.value !== each.defaultValue);
  return fields.map((each) => [each.dataset.key, each.value]);
}

function describe(picture) {
  const details = make("div", { class: "details" }, make("h3", { text: picture.name }));
  if (picture.problem) {
    details.append(make("p", { class: "failed", text: picture.problem }));
    return make("li", { class: "card", "data-picture": picture.name }, make("div", { class: "frame" }), details);
  }
  details.append(make("p", { class: "quiet", text: fill(picture.drawing ? words.drawing_size : words.pixels, picture) }));
  const frame = makeFrame(picture);
  for (const use of picture.uses) details.append(describeUse(picture, use, frame));
  if (!picture.uses.length) {
    const remove = make("button", { type: "button", "aria-label": fill(words.remove_named, picture), text: words.remove });
    remove.addEventListener("click", async () => {
      const { value, reason } = await send("POST", `/pictures/${encodeURIComponent(picture.name)}/remove`);
      tell(value ? "" : "fails", value ? fill(words.picture_removed, picture) : reason);
      await list();
    });
    details.append(make("p", { class: "state none unused" }, words.unused, " ", remove));
  }
  details.append(insertion(picture));
  return make("li", { class: "card", "data-picture": picture.name }, frame.box, details);
}

/** The small picture; what of it is seen is framed, and a click puts the focus. */
function makeFrame(picture) {
  const image = make("img", { src: `${address}/pictures/${encodeURIComponent(picture.name)}/small?${picture.version}`, alt: "", draggable: "false" });
  const kept = make("div", { class: "kept", hidden: true });
  const box = make("div", { class: "frame" }, make("div", { class: "whole" }, image, kept));
  const frame = { box, onPoint: null };
  image.addEventListener("click", (event) => {
    const area = image.getBoundingClientRect();
    const share = (place, from, length) => Math.round(Math.min(1, Math.max(0, (place - from) / length)) * 100);
    frame.onPoint?.(share(event.clientX, area.left, area.width), share(event.clientY, area.top, area.height));
  });
  /** Frame what *crop* (3:2) about the focus *x*, *y* (per cent) leaves. */
  frame.show = (crop, x, y) => {
    kept.hidden = !crop;
    if (!crop) return;
    const [across, down] = crop.split(":").map(Number);
    const ratio = (across / down) * (picture.height / picture.width);
    const width = Math.min(1, ratio);
    const height = Math.min(1, 1 / ratio);
    const begin = (focus, size) => Math.min(1 - size, Math.max(0, focus / 100 - size / 2));
    const percent = (value) => `${value * 100}%`;
    Object.assign(kept.style, { left: percent(begin(x, width)), top: percent(begin(y, height)), width: percent(width), height: percent(height) });
  };
  return frame;
}

function describeUse(picture, use, frame) {
  const head = make("p", {}, linkToText(use.file, use.line, fill(words.use_of, { ...use, file: titles[use.file] ?? use.file })), " ", resolution(picture, use));
  const form = make("form", { class: "use", "data-use": `${picture.name} ${use.file} ${use.index}` }, head);
  if (use.index === null) return form;
  const values = use.values;
  const fields = {
    alt: input(form, words.alt, values.alt), caption: input(form, words.caption, values.caption), credit: input(form, words.credit, values.credit),
  };
  const crop = picture.drawing ? null : cropping(form, values, frame);
  const told = make("span", { role: "status", class: "quiet" });
  form.append(make("p", { class: "buttons start" }, make("button", { text: words.save }), told));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const now = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value.trim()]));
    const changes = Object.fromEntries(Object.entries({ ...now, ...crop?.() }).filter(([name, value]) => value !== values[name]));
    const { value, reason } = await send("POST", `/figures/${encodeURI(use.file)}`, { index: use.index, changes }, { "If-Match": `"${use.tag}"` });
    told.textContent = value ? words.saved : fill(words.refused, { reason });
    if (value) {
      for (const field of form.querySelectorAll("[data-key]")) field.defaultValue = field.value;
      await list();
      const again = document.querySelector(`[data-use="${CSS.escape(form.dataset.use)}"] [role=status]`);
      if (again) again.textContent = words.saved;
    }
  });
  return form;
}

function resolution(picture, use) {
  const known = use.resolution;
  if (picture.drawing) return make("span");
  if (!known) return make("span", { class: "state none", text: words.not_printed });
  const [kind, text] = known < LEAST ? ["failed", words.too_coarse] : known < WANTED ? ["state changed", words.coarse] : ["state current", words.printed_at];
  return make("span", { class: kind, text: fill(text, { resolution: Math.round(known), pages: use.pages.join(", ") }) });
}

function input(form, label, value, properties = {}) {
  const use = form.closest("[data-use]")?.dataset.use;
  const field = make("input", { value, "data-key": use ? `${use} ${label}` : null, ...properties });
  form.append(make("label", { class: "field" }, make("span", { text: label }), field));
  return field;
}

/** Choices of the shape, and of the focus by click or by numbers; what they say, as it is written. */
function cropping(form, values, frame) {
  const [left, top] = (values.focus || "50% 50%").split(" ").map(parseFloat);
  const shapes = [...new Set([...SHAPES, values.crop].filter(Boolean))];
  const shape = make("select", {}, make("option", { value: "", text: words.whole }), ...shapes.map((each) => make("option", { value: each, text: each, selected: each === values.crop })));
  const row = make("p", { class: "crop" }, make("label", { class: "field" }, make("span", { text: words.crop }), shape));
  form.append(row);
  const x = input(row, words.focus_x, left, { type: "number", min: 0, max: 100 });
  const y = input(row, words.focus_y, top, { type: "number", min: 0, max: 100 });
  form.append(make("p", { class: "hint", text: words.focus_help }));
  const show = () => frame.show(shape.value, Number(x.value), Number(y.value));
  for (const each of [shape, x, y]) each.addEventListener("input", show);
  frame.onPoint = (across, down) => {
    shape.value ||= SHAPES[2];
    [x.value, y.value] = [across, down];
    show();
  };
  show();
  return () => {
    const isMiddle = Number(x.value) === 50 && Number(y.value) === 50;
    const point = `${Number(x.value)}% ${Number(y.value)}%`;
    return { crop: shape.value, focus: shape.value && (!isMiddle || values.focus) ? point : "" };
  };
}

function insertion(picture) {
  const caret = JSON.parse(sessionStorage.getItem(`caret ${address}`) ?? "null");
  const file = make("select", {}, ...Object.keys(articles).map((name) => make("option", { value: name, text: titles[name], selected: name === caret?.name })));
  const place = make("select");
  const fillPlaces = () => place.replaceChildren(
    ...(file.value === caret?.name ? [make("option", { value: caret.line, text: fill(words.at_caret, caret) })] : []),
    make("option", { value: "", text: words.at_end }),
  );
  file.addEventListener("change", fillPlaces);
  fillPlaces();
  const form = make("form", { class: "use" });
  const alt = input(form, words.alt, "", { required: true });
  form.append(make("p", { class: "buttons start" },
    make("label", {}, make("span", { class: "visually-hidden", text: words.article }), file), make("label", {}, make("span", { class: "visually-hidden", text: words.at_end }), place),
    make("button", { text: words.insert })));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const order = { file: file.value, line: place.value ? Number(place.value) : null, alt: alt.value.trim() };
    const { value, reason } = await send("POST", `/pictures/${encodeURIComponent(picture.name)}/insert`, order, { "If-Match": `"${articles[file.value]}"` });
    tell(value ? "" : "fails", value ? fill(words.inserted, { name: picture.name, file: titles[file.value] }) : reason);
    await list();
  });
  return make("details", {}, make("summary", { text: words.put_into }), form);
}

await list();
