// What tells an open page of changes: the line to `visitgen serve`, and the overlay of what is wrong. All text that
// comes from records is set as text, never as HTML.
(function () {
  "use strict";
  var script = document.currentScript;
  var leaving = false;
  var socket = null;
  var tries = 0;
  var title = document.title;

  // ---- The line: LiveReload's protocol 7, and one message more ----

  function connect() {
    var address = (location.protocol === "https:" ? "wss://" : "ws://") + location.host + "/.visitgen/live";
    socket = new WebSocket(address);
    socket.onopen = function () {
      tries = 0;
      say({ command: "hello", protocols: ["http://livereload.com/protocols/official-7"] });
    };
    socket.onmessage = function (event) { hear(JSON.parse(event.data)); };
    socket.onclose = function () {
      if (leaving) return;
      tries += 1;
      if (tries > 1) gone();
      setTimeout(connect, Math.min(2000, 250 * tries));
    };
  }

  function say(message) {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  }

  function introduce() {
    say({
      command: "info", url: location.href, plugins: {},
      wanted: script.dataset.wanted, shown: script.dataset.shown, since: script.dataset.since
    });
  }

  function hear(message) {
    if (leaving) return;
    if (message.command === "hello") introduce();
    else if (message.command === "problems") wrong(message);
    else if (message.command === "reload") change(message.path);
  }

  function reload() {
    leaving = true;
    location.reload(); // the browser keeps the place on the page
  }

  // A file is other than before: this page itself, or one that it may use.
  function change(path) {
    if (path === script.dataset.wanted || path === script.dataset.shown) return reload();
    var sheets = Array.from(document.querySelectorAll("link[rel~=stylesheet][href]")).filter(function (link) {
      return !link.dataset.old && is(link.href, path);
    });
    if (sheets.length) sheets.forEach(swap);
    else if (performance.getEntriesByType("resource").some(function (entry) { return is(entry.name, path); })) reload();
  }

  function is(address, path) {
    var url = new URL(address, location.href);
    if (url.origin !== location.origin) return false;
    var there = url.pathname;
    try { there = decodeURIComponent(there); } catch (error) { /* as it stands */ }
    return there === "/" + path || there.endsWith("/" + path);
  }

  // The old sheet stays until the new one is there, so that the page is never without.
  function swap(link) {
    var url = new URL(link.href);
    url.searchParams.set("changed", Date.now().toString(36) + Math.random().toString(36).slice(2, 6));
    var next = link.cloneNode();
    next.href = url.href;
    link.dataset.old = "yes";
    next.addEventListener("load", function () { link.remove(); });
    next.addEventListener("error", function () { link.remove(); });
    link.after(next);
  }

  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "visible" && !leaving) introduce();
  });
  addEventListener("pagehide", function () { leaving = true; socket.close(); });
  addEventListener("pageshow", function (event) {
    if (event.persisted) { leaving = false; connect(); }
  });

  // ---- The overlay ----

  var parts = {};
  var current = "";

  function element(name, properties, children) {
    var made = document.createElement(name);
    Object.keys(properties || {}).forEach(function (key) {
      if (key in made) made[key] = properties[key];
      else made.setAttribute(key, properties[key]);
    });
    (children || []).forEach(function (child) { if (child) made.append(child); });
    return made;
  }

  var host = element("visitgen-preview", { lang: "en", dir: "ltr", hidden: true });
  var style = element("link", { rel: "stylesheet", href: "/.visitgen/live.css" });
  style.addEventListener("load", function () { host.hidden = false; });
  parts.summary = element("p", { className: "summary" });
  parts.stale = element("p", { className: "stale" });
  parts.list = element("ol", { className: "list", tabIndex: 0, "aria-label": "Problems" });
  parts.close = element("button", { type: "button", className: "close", "aria-keyshortcuts": "Escape" }, [
    "Close", element("kbd", { textContent: "Esc" })
  ]);
  parts.panel = element("section", { className: "panel", hidden: true, "aria-label": "Problems of the last build" }, [
    element("header", {}, [element("div", { role: "alert" }, [parts.summary, parts.stale]), parts.close]),
    parts.list
  ]);
  parts.badge = element("button", { type: "button", className: "badge", hidden: true });
  parts.close.addEventListener("click", function () { fold(true); parts.badge.focus(); });
  parts.badge.addEventListener("click", function () { fold(false); parts.close.focus(); });
  host.attachShadow({ mode: "open" }).append(style, parts.panel, parts.badge);
  document.documentElement.append(host);

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && !event.defaultPrevented && !parts.panel.hidden) fold(true);
  });

  // Closed, the overlay leaves a button; a page that is opened later with the same problems keeps it closed.
  function fold(closed) {
    parts.panel.hidden = closed;
    parts.badge.hidden = !closed;
    try { sessionStorage.setItem("visitgen-closed", closed ? current : ""); } catch (error) { /* not kept then */ }
  }

  function folded() {
    try { return sessionStorage.getItem("visitgen-closed") === current; } catch (error) { return false; }
  }

  function wrong(message) {
    var back = parts.badge.disabled;
    if (message.id === current && !back) return;
    current = message.id;
    parts.badge.disabled = false;
    document.documentElement.toggleAttribute("data-visitgen-stale", !!current);
    document.title = (current ? "\u26a0 " : "") + title;
    if (!current) {
      parts.panel.hidden = parts.badge.hidden = true;
      return;
    }
    var count = message.problems.length + message.more;
    var problems = count === 1 ? "1 problem" : count + " problems";
    fold(folded());
    parts.summary.textContent = problems + ": the site was not built again";
    parts.stale.textContent = document.body.childElementCount
      ? "This page is out of date: it is from the last build that succeeded."
      : "There is no page to show yet.";
    parts.badge.textContent = problems + ", page out of date";
    parts.list.replaceChildren.apply(parts.list, message.problems.map(shown));
    if (message.more) {
      parts.list.append(element("li", { textContent: "and " + message.more + " more, which `visitgen check` tells" }));
    }
    parts.list.scrollTop = 0;
  }

  function shown(problem) {
    var name = problem.severity + (problem.code ? "[" + problem.code + "]" : "");
    return element("li", { className: "problem " + problem.severity }, [
      element("h2", {}, [element("span", { className: "code", textContent: name }), ": " + problem.message])
    ].concat(problem.places.map(place), [
      problem.trace && element("pre", { className: "trace", tabIndex: 0, textContent: problem.trace }),
      problem.help && element("p", { className: "help" }, [element("b", { textContent: "help" }), ": " + problem.help])
    ]));
  }

  // The line, and below it carets that stand under what is meant in any script and type: what is before is there again,
  // unseen and unread.
  function place(one, index) {
    var where = element("p", { className: "where", textContent: one.where });
    if (!one.line.length) return element("div", {}, [where, one.label && element("p", { textContent: one.label })]);
    var number = String(one.number);
    var mark = (index ? "-" : "^").repeat(Math.max(1, Array.from(one.line[1]).length));
    var excerpt = element("pre", { className: "excerpt", tabIndex: 0 }, [
      element("span", { className: "number", textContent: number + " | " }),
      one.line[0], element("mark", { textContent: one.line[1] }), one.line[2], "\n",
      element("span", { className: "number", textContent: " ".repeat(number.length) + " | " }),
      element("span", { className: "unseen", textContent: one.line[0], "aria-hidden": "true" }),
      element("span", { className: "carets", textContent: mark + (one.label ? " " + one.label : "") })
    ]);
    return element("div", {}, [where, excerpt]);
  }

  // The preview itself has ended, or does not answer.
  function gone() {
    parts.panel.hidden = true;
    parts.badge.hidden = false;
    parts.badge.disabled = true;
    parts.badge.textContent = "The preview has ended";
  }

  connect();
})();
