"use strict";

/** Return the language and the answers of a code, each answer as its index; null where the code is not one of this page. */
function decode(code, data) {
  const found = /^([^.]+)\.([^.]+)\.([0-9A-Z]+)$/.exec(code);
  if (found === null || found[1] !== data.version || found[3].length !== data.digits + 2) {
    return null;
  }
  const digits = Array.from(found[3], (letter) => data.alphabet.indexOf(letter));
  const check = digits.splice(data.digits);
  let rest = 0;
  for (const letter of code.slice(0, -2)) {
    rest = (rest * data.factor + letter.charCodeAt(0)) % data.modulus;
  }
  if (digits.concat(check).includes(-1) || check[0] * data.alphabet.length + check[1] !== rest) {
    return null;
  }
  const answers = data.questions.map(() => 0);
  data.questions.forEach(([opener, yes, values], index) => {
    if (opener === -1 || answers[opener] === yes) {
      answers[index] = remainder(digits, values, data.alphabet.length);
    }
  });
  return digits.every((digit) => digit === 0) ? { language: found[2], answers } : null;
}

/** Divide a number, given as its digits, by a small one; return what remains. */
function remainder(digits, divisor, base) {
  let rest = 0;
  digits.forEach((digit, index) => {
    const value = rest * base + digit;
    digits[index] = Math.floor(value / divisor);
    rest = value % divisor;
  });
  return rest;
}

/** Return why a block is there: the answers that it rests on, and its sources. */
function reason({ because, sources }, answers, texts) {
  if (sources === undefined) {
    return [];
  }
  const said = because.map((question) => texts.answered[question][answers[question]]);
  return [said.length > 0 ? texts.because : texts.fixed, ...said, ...sources.flatMap((source) => texts.sources[source])];
}

/** Return a section with its texts and those of its blocks that are there for these answers. */
function filled(table, answers, texts) {
  const text = (index) => (index === undefined ? "" : texts.strings[index]);
  const several = (indexes) => (indexes || []).map(text);
  const rows = table.rows.filter((row) => (row.when || []).every(([question, values]) => values.includes(answers[question])));
  const blocks = rows.map((row) => ({
    kind: row.kind,
    level: row.level || "",
    title: text(row.title),
    label: text(row.label),
    lines: several(row.lines),
    points: several(row.points),
    action: text(row.action),
    later: text(row.later),
    why: reason(row, answers, texts),
  }));
  return { title: text(table.title), lead: text(table.lead), folded: Boolean(table.folded), blocks };
}

/** Return the report: the alarm, where one is due, the help page, and the sections that have anything in them. */
function report(answers, texts) {
  const [alarm, help, ...sections] = texts.tables.map((table) => filled(table, answers, texts));
  return { alarm: alarm.blocks.length > 0 ? alarm : null, help, sections: sections.filter((section) => section.blocks.length > 0) };
}

/** Return an element with texts or other elements in it; nothing for an empty text. */
function element(name, inside, kind) {
  const made = document.createElement(name);
  if (kind) {
    made.className = kind;
  }
  made.append(...[].concat(inside).filter((part) => part !== null && part !== ""));
  return made.childNodes.length > 0 ? made : null;
}

/** Put new parts into a place of the page, in a way that phones of ten years ago know. */
function refill(place, parts) {
  const found = document.querySelector(place);
  found.textContent = "";
  found.append(...parts.filter((part) => part !== null));
}

function list(points) {
  return element("ul", points.map((point) => element("li", point)));
}

/** Return why a block is there, as a part that opens when it is asked for; a voice says what it is about. */
function drawnReason(block, title) {
  if (block.why.length === 0) {
    return null;
  }
  const summary = element("summary", [title, element("span", ` ${block.title || block.lines[0]}`, "unseen")]);
  return element("details", [summary, ...block.why.map((line) => element("p", line))], "why");
}

function drawnBlock(block, why) {
  if (block.kind === "point") {
    return element("div", [list(block.lines), drawnReason(block, why)]);
  }
  const head = block.title && element("h3", [element("span", block.label, `label ${block.level}`), block.label && " ", block.title]);
  const lines = block.lines.map((line) => element("p", line));
  const action = element("p", element("strong", block.action) || "");
  const said = block.level === "emergency" ? [action, ...lines] : [...lines, list(block.points), action];
  return element("div", [head, ...said, element("p", block.later), drawnReason(block, why)], "block");
}

/** Return a section; of cards that ask for the same, one after the other, the first says what to do. */
function drawnSection(section, why) {
  const isSaid = ({ level, action }, before) => before && before.level === level && before.action === action;
  const once = section.blocks.map((block, index, all) => (isSaid(block, all[index - 1]) ? { ...block, action: "" } : block));
  const inside = [element("p", section.lead), ...once.map((block) => drawnBlock(block, why))];
  if (section.folded) {
    return element("details", [element("summary", element("h2", section.title)), ...inside]);
  }
  return element("section", [element("h2", section.title), ...inside]);
}

function drawnCall(texts) {
  const call = element("a", texts.call, "call");
  call.href = `tel:${texts.number}`;
  return element("p", call);
}

/** Draw the report of a code in one language, or the sentence that there is none. */
function draw(found, language, data) {
  const texts = data.languages[language];
  document.documentElement.lang = language;
  document.title = texts.title;
  for (const button of document.querySelectorAll("nav button")) {
    button.setAttribute("aria-pressed", String(button.lang === language));
  }
  const parts = [element("h1", texts.title)];
  if (found === null) {
    parts.push(element("p", texts.unreadable), element("p", texts.unwell), drawnCall(texts));
    parts.push(drawnSection(filled(texts.tables[1], [], texts), texts.why));
  } else {
    const { alarm, help, sections } = report(found.answers, texts);
    const urgent = alarm && [element("h2", alarm.title), element("p", alarm.lead), ...alarm.blocks.map((block) => drawnBlock(block, texts.why))];
    parts.push(element("section", [...(urgent || [element("p", texts.unwell)]), drawnCall(texts)], alarm ? "alarm" : "help"));
    parts.push(...[help, ...sections].map((section) => drawnSection(section, texts.why)));
    parts.push(drawnSection({ title: texts.private, lead: "", blocks: [{ kind: "point", lines: texts.privacy, why: [] }] }));
  }
  refill("main", parts);
}

/** Show the code of the address, and a button for each language. */
function start() {
  const data = JSON.parse(document.getElementById("data").textContent);
  const codes = Object.keys(data.languages);
  let found = null;
  const open = () => {
    found = decode(location.hash.slice(1), data);
    const wanted = [found && found.language, ...navigator.languages.map((tag) => tag.split("-")[0])];
    draw(found, wanted.find((code) => codes.includes(code)) || codes[0], data);
  };
  const buttons = codes.map((code) => {
    const button = element("button", data.languages[code].name);
    button.type = "button";
    button.lang = code;
    button.addEventListener("click", () => draw(found, code, data));
    return button;
  });
  refill("nav", buttons);
  window.addEventListener("hashchange", open);
  open();
}

if (typeof document !== "undefined") {
  start();
}
