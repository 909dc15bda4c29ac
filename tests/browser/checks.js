// What the tests ask of a page. Each check gives the list of its problems in words: empty when there is none.
window.checks ??= (() => {
  const text = (element) => (element.innerText || element.textContent || "").trim().replace(/\s+/g, " ");
  const name = (element) => {
    const mark = element.id ? "#" + element.id : element.classList.length ? "." + element.classList[0] : "";
    return `<${element.localName}${mark}> “${text(element).slice(0, 40)}”`;
  };
  const all = (selector) => [...document.querySelectorAll(selector)];
  const style = (element, pseudo) => getComputedStyle(element, pseudo);
  const seen = (element) =>
    element.checkVisibility({ visibilityProperty: true }) && !element.closest(".vh, .skip:not(:focus), [aria-hidden=true]");
  const boxes = (element) => [...element.getClientRects()].filter((box) => box.width && box.height);
  const STOPS = "a[href], button, input, select, textarea, summary, [tabindex], audio[controls], video[controls], iframe";
  const stops = () => all(STOPS).filter((element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true }));
  // A part of a page that is not rendered until it is near (content-visibility) is shown, so that it can be measured.
  const show = () => all("*").forEach((element) => {
    if (style(element).contentVisibility === "auto") element.style.contentVisibility = "visible";
  });
  const scroller = (element) => {
    for (let up = element.parentElement; up && up !== document.body; up = up.parentElement)
      if (/auto|scroll|hidden|clip/.test(style(up).overflowX)) return up;
    return null;
  };

  // Is anything drawn by an element, or by what it stands in, that is not also behind the other?
  const paints = (element, other) => {
    for (let up = element; up && !up.contains(other); up = up.parentElement) {
      const look = style(up);
      if (!/^(transparent|rgba\(.*, 0\))$/.test(look.backgroundColor) || look.backgroundImage !== "none" || up.matches("img, svg, video, canvas, iframe")) return true;
    }
    return false;
  };

  return {
    // No sideways scroll: the page is as wide as the window, and nothing hangs out of it or out of its own box.
    sideways() {
      show();
      const root = document.documentElement;
      const found = [];
      if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} px wide in ${root.clientWidth} px`);
      for (const element of all("body *")) {
        if (!seen(element) || scroller(element)) continue;
        for (const box of boxes(element))
          if (box.right > root.clientWidth + 1 || box.left < -1) {
            found.push(`${name(element)} reaches from ${Math.round(box.left)} to ${Math.round(box.right)} px`);
            break;
          }
      }
      return found.slice(0, 10);
    },

    // Text that its box cuts off.
    cut() {
      show();
      return all("body *").filter((element) =>
        seen(element) && !element.closest("svg") && element.clientWidth > 1 && /hidden|clip/.test(style(element).overflowX + style(element).overflowY) &&
        (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 2)
      ).map((element) => `${name(element)} is cut off: ${element.scrollWidth} px of text in ${element.clientWidth} px`).slice(0, 10);
    },

    // Targets of 24 px, or alone within 24 px, or inside a sentence (WCAG 2.2, 2.5.8). Lines of a link that all but touch are one.
    targets() {
      show();
      const targets = stops().filter((element) => seen(element) && element.matches("a[href], button, input, select, summary"));
      const near = targets.flatMap((element) => boxes(element).map((box, at, lines) => ({ element, box, lines })));
      const touches = (box, other) => other !== box && Math.min(box.right, other.right) - Math.max(box.left, other.left) > 23.9 && Math.min(box.bottom, other.bottom) > Math.max(box.top, other.top) - 2;
      const small = ({ box, lines }) => box.width < 23.9 || (box.height < 23.9 && !lines.some((line) => touches(box, line)));
      const inSentence = (element) => {
        if (style(element).display !== "inline") return false;
        let block = element.parentElement;
        while (style(block).display === "inline") block = block.parentElement;
        let rest = text(block);
        for (const link of block.querySelectorAll("a, button")) rest = rest.replace(text(link), "");
        return /[\p{L}\p{N}]/u.test(rest);
      };
      const found = [];
      for (const target of near) {
        const { element, box } = target;
        if (!small(target) || inSentence(element)) continue;
        const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
        const crowded = near.find((neighbour) => {
          const { element: another, box: other } = neighbour;
          if (another.contains(element) || element.contains(another)) return false;
          const dx = Math.max(other.left - x, 0, x - other.right), dy = Math.max(other.top - y, 0, y - other.bottom);
          const between = Math.hypot((other.left + other.right) / 2 - x, (other.top + other.bottom) / 2 - y);
          return Math.hypot(dx, dy) < 11.9 || (small(neighbour) && between < 23.9);
        });
        if (crowded) found.push(`${name(element)} is ${Math.round(box.width)} × ${Math.round(box.height)} px and crowded`);
      }
      return found.slice(0, 10);
    },

    stops: () => stops().length,
    focusOn: (index) => stops().at(index).focus({ preventScroll: false }),

    // The element that has the focus now: is the focus seen, and is anything over it?
    focus() {
      const element = document.activeElement;
      if (!element || element === document.body) return { at: -1, problems: [] };
      const problems = [];
      const look = style(element);
      if (look.outlineStyle === "none" || parseFloat(look.outlineWidth) < 1) problems.push(`${name(element)} shows no focus`);
      const inside = boxes(element).map((box) => ({
        left: Math.max(box.left, 0), right: Math.min(box.right, innerWidth), top: Math.max(box.top, 0), bottom: Math.min(box.bottom, innerHeight),
      })).filter((box) => box.right - box.left > 1 && box.bottom - box.top > 1);
      if (!inside.length) problems.push(`${name(element)} has the focus out of sight`);
      else if (boxes(element)[0].top < -1 && boxes(element)[0].height < innerHeight / 2) problems.push(`${name(element)} is above the window`);
      for (const box of inside)
        for (const [x, y] of [[0.5, 0.5], [0.2, 0.3], [0.8, 0.3], [0.2, 0.7], [0.8, 0.7]]) {
          const at = document.elementFromPoint(box.left + (box.right - box.left) * x, box.top + (box.bottom - box.top) * y);
          if (at && !element.contains(at) && !at.contains(element) && paints(at, element)) {
            problems.push(`${name(element)} has the focus, and ${name(at)} is over it`);
            return { at: stops().indexOf(element), problems };
          }
        }
      return { at: stops().indexOf(element), problems };
    },

    // The entry that the address names: in sight below any bar, and marked.
    landed() {
      const entry = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      const box = entry.getBoundingClientRect();
      const found = [];
      if (box.top < 0 || box.top > innerHeight - 24) found.push(`${name(entry)} begins at ${Math.round(box.top)} of ${innerHeight} px`);
      const at = document.elementFromPoint(box.left + box.width / 2, box.top + 3);
      if (at && !entry.contains(at) && !at.contains(entry)) found.push(`${name(at)} covers the top of ${name(entry)}`);
      const like = document.createElement(entry.localName);
      like.className = entry.className;
      entry.parentElement.append(like);
      const marks = ["backgroundColor", "boxShadow", "outlineStyle", "outlineWidth"];
      if (marks.every((mark) => style(entry)[mark] === style(like)[mark])) found.push(`${name(entry)} is not marked`);
      like.remove();
      return found;
    },

    // In the midst of every long group its heading is in sight, with its count.
    async headings() {
      const found = [];
      for (const group of all(".group")) {
        if (group.offsetHeight < innerHeight * 1.5) continue;
        for (let twice = 0; twice < 2; twice++) {  // what is near is rendered only now, and changes the height
          const box = group.getBoundingClientRect();
          scrollBy({ top: box.top + box.height / 2 - innerHeight / 2, behavior: "instant" });
          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        }
        const header = group.querySelector("header");
        const box = header.getBoundingClientRect();
        const at = document.elementFromPoint(box.left + 4, box.top + box.height / 2);
        if (box.top < 0 || box.bottom > innerHeight) found.push(`${name(header)} is out of sight in the midst of its group`);
        else if (!header.contains(at) && !(at && at.contains(header))) found.push(`${name(at)} covers ${name(header)}`);
        if (!/\d+\D+\d/.test(text(header)) && !/\d/.test(text(header.querySelector("p") || header))) found.push(`${name(header)} has no count`);
      }
      return found.slice(0, 10);
    },

    groups: () => all(".group").filter((group) => group.offsetHeight >= innerHeight * 1.5).length,

    // Times carry a machine's value that agrees with the words; nothing is shown as a machine writes it.
    times() {
      const found = [];
      for (const time of all("time")) {
        const value = time.getAttribute("datetime"), said = time.textContent;
        if (!/^-?\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?)?)?$|^\d{2}:\d{2}$/.test(value || "")) found.push(`“${said}” has the value “${value}”`);
        else if (/\d{4}/.test(said) && !said.includes(value.slice(0, 4))) found.push(`“${said}” has the value ${value}`);
        const day = value && value.length >= 10 ? String(+value.slice(8, 10)) : null;
        if (day && !said.split(/\D+/).includes(day)) found.push(`“${said}” does not say the day of ${value}`);
      }
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode())
        if (/\b\d{4}-\d\d-\d\d\b|\d\s+-\s+\d/.test(node.data) && !node.parentElement.closest("code, pre, cite, script, style, .cite-this, .prose, .sum"))
          found.push(`as a machine writes it: “${node.data.trim().slice(0, 60)}”`);
      return found.slice(0, 10);
    },

    // Notes lead to sources on the page; sources lead on; where there is none, it is said.
    sources() {
      const found = [];
      for (const note of all(".cite a")) {
        const source = document.getElementById(note.getAttribute("href").slice(1));
        if (!source) found.push(`${name(note)} leads nowhere`);
        else if (!text(note).includes(source.getAttribute("value"))) found.push(`${name(note)} leads to source ${source.getAttribute("value")}`);
      }
      for (const source of all(".sources > li")) if (!source.querySelector("a[href]")) found.push(`${name(source)} has no link`);
      const said = /[Nn]o source is recorded|لا مصدر/.test(document.querySelector("main").textContent);
      if (!all(".sources > li").length && !said) found.push("no source, and nothing says so");
      for (const entry of all(".statements > li, .figures > li"))
        if (!entry.querySelector(".cite") && !/[Nn]o source|لا مصدر/.test(entry.textContent)) found.push(`${name(entry)} has no source beside it`);
      return found.slice(0, 10);
    },

    // Charts: a title, a finding in a sentence, the same numbers as text, and what is counted.
    charts() {
      const found = [];
      for (const chart of all("figure.chart")) {
        const title = chart.getAttribute("aria-label") || (chart.hasAttribute("aria-labelledby") && "named");
        if (!title) found.push(`${name(chart)} has no title`);
        const finding = chart.querySelector("figcaption");
        if (!finding || !/[.。؟]$/.test(text(finding))) found.push(`${name(chart)} has no finding in a sentence`);
        const named = (one) => one.getAttribute("role") === "img" && (one.querySelector("title") || one.getAttribute("aria-label") || one.getAttribute("aria-labelledby"));
        for (const drawing of chart.querySelectorAll("svg"))
          if (!drawing.closest("[aria-hidden=true]") && !named(drawing) && ![...drawing.querySelectorAll("svg")].some(named) && !drawing.parentElement.closest("svg"))
            found.push(`a drawing of ${name(chart)} has no name`);
        // Columns as a drawing: each is a link, says its number, is as high as that, and stands in the table with it.
        const ways = [...chart.querySelectorAll(".ways a")];
        const told = new Map(ways.map((way) => text(way).split(": ")).map(([label, value]) => [label, +value.replace(/\D/g, "")]));
        const table = new Map([...chart.querySelectorAll("tbody tr")].map((row) => {
          const cells = [...row.querySelectorAll("td")].map((cell) => +cell.textContent.replace(/\D/g, ""));
          return [text(row.querySelector("th")), [...cells, cells.reduce((sum, one) => sum + one, 0)]];
        }));
        if (ways.length && !chart.closest(".part.order") && table.size)
          for (const [label, value] of told) if (!table.get(label)?.includes(value)) found.push(`a column says ${label}: ${value}, the table ${table.get(label)}`);
        const heights = [...chart.querySelectorAll(".columns [role=img] rect:not([class])")].map((one) => one.getBoundingClientRect().height);
        if (!chart.querySelector(".columns.two") && ways.length && heights.length === ways.length) {
          const [high, biggest] = [Math.max(...heights), Math.max(...told.values())];
          [...told].forEach(([label, value], at) => {
            if (Math.abs(heights[at] / high - value / biggest) > 0.04) found.push(`the column ${label} is ${Math.round((100 * heights[at]) / high)} % high, not ${Math.round((100 * value) / biggest)} %`);
          });
        }
        const bars = [...chart.querySelectorAll(".strip > *")];
        const numbers = [...chart.querySelectorAll(".numbers li")];
        if (bars.length && bars.length !== numbers.length) found.push(`${name(chart)}: ${bars.length} bars, ${numbers.length} numbers`);
        if ((bars.length || chart.querySelector("svg")) && !numbers.length && !(chart.closest("section") || document.querySelector("main")).querySelector("table, .decades, dl, ol, ul")) found.push(`${name(chart)} has no numbers as text`);
        const values = numbers.map((line) => +text(line.querySelector("b")).replace(/\D/g, ""));
        const most = Math.max(...values);
        bars.forEach((bar, index) => {
          if (!numbers[index]) return;
          const told = +(bar.title.match(/: (\d+)$/) || [0, NaN])[1];
          if (told !== values[index]) found.push(`a bar says “${bar.title}”, the list ${values[index]}`);
          const length = bar.querySelector("i").getBoundingClientRect().height / bar.getBoundingClientRect().height;
          const right = values[index] / most;
          if (Math.abs(length - right) > 0.06) found.push(`the bar “${bar.title}” is ${Math.round(100 * length)} % high, not ${Math.round(100 * right)} %`);
          if (values[index] && bar.localName !== "a") found.push(`the bar “${bar.title}” is no link`);
        });
      }
      return found.slice(0, 10);
    },

    // Printed: no navigation, nothing fixed, entries kept whole, outer addresses written out.
    printed() {
      show();
      const found = [];
      for (const element of all("nav, button, .skip, input, select")) if (boxes(element).length) found.push(`${name(element)} is printed`);
      for (const element of all("body *")) {
        if (!boxes(element).length) continue;
        const look = style(element);
        if (/fixed|sticky/.test(look.position)) found.push(`${name(element)} is ${look.position}`);
      }
      for (const entry of all(".card, .statements > li, .figures > li, .sources > li"))
        if (style(entry).breakInside !== "avoid") found.push(`${name(entry)} may be torn`);
      for (const link of all(".sources a[href^='http'], .ways-out a[href^='http']")) {
        const after = style(link, "::after").content;
        if (!after.includes("attr(href)") && !after.includes(link.getAttribute("href"))) found.push(`${name(link)} prints no address`);
      }
      for (const heading of all("h1, h2, h3, h4")) if (style(heading).breakAfter !== "avoid") found.push(`${name(heading)} may stand last on a sheet`);
      return found.slice(0, 10);
    },

    // Forced colours: what is drawn with a background alone must still be there, and the focus must show.
    forced() {
      const found = [];
      const canvas = style(document.documentElement).backgroundColor;
      for (const bar of all(".strip i, .decade i, .parts i")) {
        const box = bar.getBoundingClientRect();
        const look = style(bar);
        if (box.width > 1 && box.height > 1 && look.backgroundColor === canvas && look.borderStyle === "none") found.push(`${name(bar.parentElement)}: its bar is not seen`);
      }
      for (const shape of all("svg[role=img] rect, svg.bar rect"))
        if (shape.getBoundingClientRect().height > 1 && style(shape).fill === canvas) found.push(`${name(shape)}: its bar is not seen`);
      for (const badge of all(".badge")) if (style(badge).borderStyle === "none") found.push(`${name(badge)} has lost its edge`);
      for (const shape of all("svg [fill]:not([fill=none]), svg [stroke]:not([stroke=none])"))
        if (style(shape).fill === canvas && style(shape).stroke === canvas) found.push(`${name(shape)} of a drawing is not seen`);
      return found.slice(0, 10);
    },

    // Reduced motion: nothing moves by itself, and nothing takes time.
    motion() {
      const found = document.getAnimations().map(() => "something is animated");
      for (const element of all("*"))
        for (const pseudo of [undefined, "::before", "::after"]) {
          const look = style(element, pseudo);
          if (parseFloat(look.transitionDuration) > 0.01 || parseFloat(look.animationDuration) > 0.01) found.push(`${name(element)} takes its time`);
          if (look.scrollBehavior === "smooth") found.push(`${name(element)} scrolls smoothly`);
        }
      return found.slice(0, 10);
    },

    // Words in another script stand in <bdi lang dir>; `here` matches the letters of the page's own scripts.
    scripts(here) {
      const found = [];
      const own = new RegExp(here, "u");
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const other = [...node.data].find((letter) => /\p{L}/u.test(letter) && !own.test(letter));
        if (!other || node.parentElement.closest("script, style, svg")) continue;
        const marked = node.parentElement.closest("[lang]");
        if (marked === document.documentElement) found.push(`“${node.data.trim().slice(0, 50)}” is not marked as another language`);
        else if (!marked.closest("bdi, [dir]:not(html)")) found.push(`${name(marked)} has no direction of its own`);
      }
      return found.slice(0, 10);
    },

    // Turned round, every box stands where its mirror image says, and every first line begins at the other side.
    // Letters are alike both ways meanwhile: the theme gives other ones to scripts that have no italics.
    mirrored() {
      show();
      all("details").forEach((one) => (one.open = true));
      const root = document.documentElement;
      const letters = new CSSStyleSheet();
      letters.replaceSync("* { font-style: normal !important; font-weight: 400 !important; letter-spacing: 0 !important; }");
      document.adoptedStyleSheets.push(letters);
      const places = () => {
        const width = root.clientWidth;
        return all("body *").filter((element) => !element.closest("svg") && element.localName !== "script" && !/^(inline|contents|none)$/.test(style(element).display) && !element.closest("bdi, code, pre, blockquote, [dir=auto]")).map((element) => {
          const box = element.getBoundingClientRect();
          return [element, box.left, width - box.right, box.top, box.width, style(element).textAlign];
        });
      };
      const was = root.dir;
      root.dir = "rtl";
      const right = places();
      root.dir = "ltr";
      const left = new Map(places().map((place) => [place[0], place]));
      root.dir = was;
      document.adoptedStyleSheets.pop();
      const found = [];
      for (const [element, begins, ends, top, width] of right) {
        const other = left.get(element);
        if (!width || element.closest(".vh, .skip")) continue;
        if (!other || Math.abs(other[1] - ends) > 2 || Math.abs(other[2] - begins) > 2)
          found.push(`${name(element)}: ${Math.round(ends)} px from the right, but ${other && Math.round(other[1])} px from the left when turned round`);
      }
      for (const element of all("body *")) {
        const aligned = style(element).textAlign;
        if (aligned === "left" || aligned === "right") found.unshift(`${name(element)} is aligned ${aligned}`);
      }
      return found.slice(0, 10);
    },

    // Of long lists only the first and last entries are left, for what would take minutes over thousands.
    thin(most = 30) {
      for (const list of new Set(all(".card, .group, main li, tr").map((entry) => entry.parentElement))) {
        const entries = [...list.children].filter((entry) => entry.matches(".card, .group, li, tr"));
        entries.slice(most - 5, -5).forEach((entry) => entry.remove());
      }
    },
  };
})();
