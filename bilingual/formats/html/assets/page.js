// What the page can do beyond being read: search in all columns, a card for each term, and a memory of how it is shown.
(() => {
  "use strict";

  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const main = byId("text");

  // --- Settings that stay ---------------------------------------------------------------------

  const KEY = "bilingual.page";
  const boxes = all(".columns input");
  const theme = byId("theme");

  const remember = () => {
    const shown = boxes.filter((box) => box.checked).map((box) => box.id);
    try {
      localStorage.setItem(KEY, JSON.stringify({ shown, theme: theme.value }));
    } catch { /* some browsers keep nothing for files */ }
  };

  const recall = () => {
    let kept;
    try {
      kept = JSON.parse(localStorage.getItem(KEY));
    } catch { /* nothing kept, or nothing that can be read */ }
    if (!kept || !Array.isArray(kept.shown)) return;
    if (boxes.some((box) => kept.shown.includes(box.id))) {
      for (const box of boxes) box.checked = kept.shown.includes(box.id);
    }
    if (["auto", "light", "dark"].includes(kept.theme)) theme.value = kept.theme;
  };

  // --- Search ---------------------------------------------------------------------------------

  const field = byId("search");
  const found = byId("found");
  let index = null;
  let before = 0; // how far the page was scrolled when the search began

  // One character for one, so that places in the folded text are places in the text.
  const fold = (text) => {
    const narrow = text
      .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
      .replace(/[\s\u3000]/g, " ");
    const lower = narrow.toLowerCase();
    return lower.length === narrow.length ? lower : narrow;
  };

  const readCell = (element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const nodes = [];
    let text = "";
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.parentElement.closest(".number")) continue;
      nodes.push({ node, start: text.length });
      text += fold(node.data);
    }
    return { text, nodes };
  };

  const readUnits = () =>
    all(".unit", main).map((element) => {
      const cells = all(".hans, .hant, .en", element);
      return { element, cells: (cells.length ? cells : [element]).map(readCell) };
    });

  const rangeAt = (cell, from, to) => {
    const at = (place) => cell.nodes.findLast((entry) => entry.start <= place);
    const range = new Range();
    const [first, last] = [at(from), at(to - 1)];
    range.setStart(first.node, from - first.start);
    range.setEnd(last.node, to - last.start);
    return range;
  };

  const places = (text, wanted) => {
    const starts = [];
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) starts.push(at);
    return starts;
  };

  const show = (ranges) => {
    if (!globalThis.Highlight) return;
    CSS.highlights.delete("found");
    if (ranges.length) CSS.highlights.set("found", new Highlight(...ranges));
  };

  const scroll = (wanted) => {
    const searching = main.classList.contains("searching");
    const top = main.offsetTop - document.querySelector(".bar").offsetHeight;
    if (wanted && !searching) before = scrollY;
    if (wanted) scrollTo({ top, behavior: "instant" });
    else if (searching) scrollTo({ top: before, behavior: "instant" });
  };

  const say = (wanted, count) => {
    main.classList.toggle("searching", wanted !== "");
    byId("nothing").hidden = !wanted || count > 0;
    found.textContent = wanted ? `${count} of ${index.length}` : "";
  };

  const search = () => {
    const wanted = fold(field.value.trim());
    index ??= readUnits();
    const ranges = [];
    let count = 0;
    for (const unit of index) {
      const hits = unit.cells.flatMap((cell) => (wanted ? places(cell.text, wanted).map((at) => [cell, at]) : []));
      unit.element.classList.toggle("away", wanted !== "" && hits.length === 0);
      count += hits.length > 0;
      if (ranges.length < 3000) ranges.push(...hits.map(([cell, at]) => rangeAt(cell, at, at + wanted.length)));
    }
    for (const group of all("section, section > div:not(.unit)", main)) {
      group.classList.toggle("away", wanted !== "" && !group.querySelector(".unit:not(.away)"));
    }
    show(ranges);
    scroll(wanted);
    say(wanted, count);
  };

  const clear = () => {
    field.value = "";
    if (index) search();
  };

  // --- Links to segments ----------------------------------------------------------------------

  // A segment of a table stands in the first column, which may be switched off: then its number in another one is shown.
  const arrive = () => {
    const name = decodeURIComponent(location.hash.slice(1));
    const target = name && byId(name);
    if (!target || target.getClientRects().length) return;
    all(".number").find((link) => link.hash === location.hash && link.getClientRects().length)?.scrollIntoView({ block: "center" });
  };

  // --- Cards for terms ------------------------------------------------------------------------

  const card = byId("card");
  let owner = null;
  let timer = 0;

  const fill = (entry) => {
    card.replaceChildren();
    for (const cell of entry.cells) {
      const line = document.createElement("p");
      line.lang = cell.lang;
      for (const part of all("b, i", cell)) line.append(part.cloneNode(true));
      if (line.textContent) card.append(line);
    }
  };

  const place = (link, x) => {
    const boxes = [...link.getClientRects()];
    const box = boxes.find((one) => x >= one.left && x <= one.right) ?? boxes[0];
    const { width, height } = card.getBoundingClientRect();
    const below = box.bottom + 6 + height <= innerHeight || box.top < height + 6;
    card.style.left = `${Math.max(8, Math.min(box.left, document.documentElement.clientWidth - width - 8))}px`;
    card.style.top = `${below ? box.bottom + 6 : box.top - height - 6}px`;
  };

  const close = () => {
    clearTimeout(timer);
    owner?.removeAttribute("aria-describedby");
    owner = null;
    card.hidden = true;
  };

  const open = (link, x) => {
    const entry = byId(link.hash.slice(1));
    close();
    if (!entry || !link.getClientRects().length) return;
    fill(entry);
    card.hidden = false;
    owner = link;
    link.setAttribute("aria-describedby", "card");
    place(link, x);
  };

  const later = (action, wait) => {
    clearTimeout(timer);
    timer = setTimeout(action, wait);
  };

  const termAt = (event) => event.target.closest?.("a.term");

  const onOver = (event) => {
    const link = termAt(event);
    if (link === owner && owner) clearTimeout(timer);
    else if (link && event.pointerType !== "touch") later(() => open(link, event.clientX), 120);
    else if (card.contains(event.target)) clearTimeout(timer);
    else if (!card.hidden && document.activeElement !== owner) later(close, 200);
    else if (card.hidden) clearTimeout(timer);
  };

  // A first tap opens the card, a second one follows the link.
  const onClick = (event) => {
    const link = termAt(event);
    if (link && event.pointerType === "touch" && link !== owner) {
      event.preventDefault();
      open(link, event.clientX);
    } else if (!card.contains(event.target)) {
      close();
    }
    if (event.target.closest?.(".number")) clear();
  };

  const onKey = (event) => {
    const typing = event.target.closest?.("input, select, textarea");
    if (event.key === "Escape") {
      close();
      if (event.target === field) clear();
    } else if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      field.focus();
    }
  };

  // --- Beginning ------------------------------------------------------------------------------

  recall();
  all(".search, #nothing").forEach((element) => { element.hidden = element.id === "nothing"; });
  for (const control of [...boxes, theme]) control.addEventListener("change", remember);
  field.addEventListener("input", search);
  document.addEventListener("pointerover", onOver);
  document.addEventListener("focusin", (event) => { const link = termAt(event); if (link?.matches(":focus-visible")) open(link, -1); });
  document.addEventListener("focusout", (event) => { if (termAt(event)) close(); });
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  document.addEventListener("scroll", () => { if (owner) place(owner, -1); }, { passive: true });
  addEventListener("hashchange", arrive);
  arrive();
})();
