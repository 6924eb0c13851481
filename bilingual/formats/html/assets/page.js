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

  const narrow = matchMedia("(max-width: 46rem)");
  const settings = { shown: boxes.map((box) => box.id), one: boxes[0].id, theme: "auto" };

  // A phone shows a language at a time, unless the page was asked for sentence by sentence.
  const single = () => narrow.matches && !main.classList.contains("stacked");

  const tick = () => {
    for (const box of boxes) box.checked = single() ? box.id === settings.one : settings.shown.includes(box.id);
  };

  const remember = () => {
    settings.theme = theme.value;
    try {
      localStorage.setItem(KEY, JSON.stringify(settings));
    } catch { /* some browsers keep nothing for files */ }
  };

  const recall = () => {
    let kept;
    try {
      kept = JSON.parse(localStorage.getItem(KEY));
    } catch { /* nothing kept, or nothing that can be read */ }
    if (Array.isArray(kept?.shown) && boxes.some((box) => kept.shown.includes(box.id))) settings.shown = kept.shown;
    if (boxes.some((box) => box.id === kept?.one)) settings.one = kept.one;
    if (["auto", "light", "dark"].includes(kept?.theme)) theme.value = kept.theme;
  };

  // The row at the top of the screen stays there when its columns change.
  const keepingPlace = (action) => {
    const top = document.querySelector(".bar").getBoundingClientRect().bottom;
    const row = all(".row", main).find((element) => element.getBoundingClientRect().bottom > top);
    const before = row?.getBoundingClientRect().top;
    action();
    if (row && scrollY > 0) scrollBy({ top: row.getBoundingClientRect().top - before, behavior: "instant" });
  };

  // At least one column is always on: the last one cannot be switched off.
  const onColumn = (box) => keepingPlace(() => {
    const shown = boxes.filter((each) => each.checked).map((each) => each.id);
    if (single()) settings.one = box.id;
    else settings.shown = shown.length ? shown : [box.id];
    tick();
    remember();
  });

  let start = null;

  const onTouch = (event) => {
    const point = event.changedTouches[0];
    if (event.type === "touchstart") {
      start = event.touches.length === 1 && !event.target.closest(".grid, pre") ? point : null;
      return;
    }
    const [across, down] = start ? [point.clientX - start.clientX, point.clientY - start.clientY] : [0, 0];
    if (!single() || Math.abs(across) < 60 || Math.abs(across) < 2 * Math.abs(down)) return;
    const next = boxes.findIndex((box) => box.checked) + (across < 0 ? 1 : -1);
    if (boxes[next]) onColumn(boxes[next]);
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
  let pinned = false; // a card that was clicked for stays

  const fill = (entry) => {
    card.replaceChildren();
    for (const cell of entry.cells) {
      const line = document.createElement("p");
      line.lang = cell.lang;
      for (const part of all("b, i", cell)) line.append(part.cloneNode(true));
      if (line.textContent) card.append(line);
    }
    const link = document.createElement("a");
    link.href = `#${entry.id}`;
    link.lang = "en";
    link.textContent = "In the glossary ↓";
    card.append(link);
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
    pinned = false;
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
    if (pinned) return;
    if (link === owner && owner) clearTimeout(timer);
    else if (link && event.pointerType !== "touch") later(() => open(link, event.clientX), 120);
    else if (card.contains(event.target)) clearTimeout(timer);
    else if (!card.hidden && document.activeElement !== owner) later(close, 200);
    else if (card.hidden) clearTimeout(timer);
  };

  // A click shows a term where it stands; the card leads on to the glossary, as a second click does.
  const onClick = (event) => {
    const link = termAt(event);
    if (link && !(pinned && link === owner) && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      open(link, event.clientX);
      pinned = true;
    } else if (!card.contains(event.target) || event.target.closest("a")) {
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
  tick();
  all(".search, #nothing").forEach((element) => { element.hidden = element.id === "nothing"; });
  for (const box of boxes) box.addEventListener("change", () => onColumn(box));
  theme.addEventListener("change", remember);
  narrow.addEventListener("change", () => keepingPlace(tick));
  for (const type of ["touchstart", "touchend"]) document.addEventListener(type, onTouch, { passive: true });
  field.addEventListener("input", (event) => { if (!event.isComposing) search(); }); // half a Hanzi is no word yet
  field.addEventListener("compositionend", search);
  document.addEventListener("pointerover", onOver);
  document.addEventListener("focusin", (event) => { const link = termAt(event); if (link?.matches(":focus-visible")) open(link, -1); });
  document.addEventListener("focusout", (event) => { if (termAt(event) && !card.contains(event.relatedTarget)) close(); });
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  document.addEventListener("scroll", () => { if (owner) place(owner, -1); }, { passive: true });
  addEventListener("hashchange", arrive);
  arrive();
})();
