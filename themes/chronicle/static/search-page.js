// The page of results: what is asked for stands in the address, so that reload, back and a shared link give it again.
(function () {
  "use strict";
  var search = window.visitgenSearch, box = window.visitgenBox, data = window.visitgenData || {};
  var root = document.documentElement;
  var BATCH = 50, PAGES = 6;
  var FILTERS = ["q", "leader", "country", "direction", "type", "status", "from", "to", "order"];

  function element(id) { return document.getElementById(id); }

  if (!search || !box || !data.names || !data.visits) {
    root.classList.remove("js");
    return;
  }
  var names = search.readNames(data.names), visits = search.readVisits(data.visits, names);
  var say = window.visitgenSay.say, sayCount = window.visitgenSay.sayCount, number = window.visitgenSay.number;
  var form = element("ask_"), ask = element("q_"), made = box.made;
  var base = form.getAttribute("data-root").replace(/index\.html$/, "");
  var fields = {}, labels = {}, asked = {}, found = [], shown = 0, timer = 0;
  document.querySelectorAll("[data-filter]").forEach(function (field) {
    fields[field.getAttribute("data-filter")] = field;
  });
  ["type", "status"].forEach(function (name) {
    Array.prototype.forEach.call(fields[name].options, function (option) { labels[option.value] = option.text; });
  });

  function href(address) { return base + address + "index.html"; }

  // The address.
  function read() {
    var given = new URLSearchParams(location.search);
    var filters = {};
    FILTERS.forEach(function (name) { filters[name] = (given.get(name) || "").trim(); });
    if (!names.byId.leader[filters.leader]) filters.leader = "";
    if (!names.byId.country[filters.country]) filters.country = "";
    ["direction", "type", "status", "order"].forEach(function (name) {
      var values = Array.prototype.map.call(fields[name].options, function (option) { return option.value; });
      if (values.indexOf(filters[name]) < 0) filters[name] = "";
    });
    ["from", "to"].forEach(function (name) { if (!/^\d{1,4}$/.test(filters[name])) filters[name] = ""; });
    return filters;
  }

  function address(filters) {
    var given = new URLSearchParams();
    FILTERS.forEach(function (name) { if (filters[name]) given.set(name, filters[name]); });
    return location.pathname + (given.toString() ? "?" + given : "");
  }

  function keep(filters, step) {
    try {
      history[step ? "pushState" : "replaceState"]({ shown: shown }, "", address(filters));
    } catch (error) { /* a browser that keeps no addresses for files: the results are shown all the same */ }
  }

  // The fields.
  function fill(filters) {
    if (document.activeElement !== ask || ask.value.trim() !== filters.q) ask.value = filters.q;
    fillName(filters, "leader");
    fillName(filters, "country");
    ["direction", "type", "status", "from", "to", "order"].forEach(function (name) { fields[name].value = filters[name]; });
    fields.direction.disabled = !(filters.leader || filters.country);
  }

  function fillName(filters, name) {
    fields[name].value = filters[name] ? names.byId[name][filters[name]].name : "";
  }

  function years(filters) {
    if (filters.from && filters.to) return filters.from === filters.to ? filters.from : filters.from + "–" + filters.to;
    return filters.from ? say("from {date}", { date: filters.from }) : say("until {date}", { date: filters.to });
  }

  // The filters in force: what each lets through, what its button says, and what the way out without it says.
  function inForce(filters) {
    var all = [], directed = filters.leader || filters.country;
    function add(name, value, chip, without) { all.push({ name: name, value: value, chip: chip, without: without }); }
    function named(kind) { return { name: names.byId[kind][filters[kind]].name }; }
    if (filters.leader) {
      var leader = named("leader");
      add("leader", leader.name, say("Leader: {name}", leader), say("Without leader: {name}", leader));
    }
    if (filters.country) {
      var country = named("country");
      add("country", country.name, say("Country: {name}", country), say("Without country: {name}", country));
    }
    if (directed && filters.direction === "made") {
      add("direction", say("visits made"), say("Visits: made"), say("Without visits made"));
    } else if (directed && filters.direction === "received") {
      add("direction", say("visits received"), say("Visits: received"), say("Without visits received"));
    }
    if (filters.type) {
      var type = { type: labels[filters.type] };
      add("type", type.type, say("Type: {type}", type), say("Without type: {type}", type));
    }
    if (filters.status) {
      var status = { status: labels[filters.status] };
      add("status", status.status, say("Status: {status}", status), say("Without status: {status}", status));
    }
    if (filters.from || filters.to) {
      var span = { years: years(filters) };
      add("years", span.years, say("Years: {years}", span), say("Without years: {years}", span));
    }
    return all;
  }

  function without(filters, name) {
    if (name === "years") return Object.assign({}, filters, { from: "", to: "" });
    if (name === "leader" || name === "country") return Object.assign({}, filters, search.less(filters, name));
    var changed = Object.assign({}, filters);
    changed[name] = "";
    return changed;
  }

  // What is shown.
  function card(visit) {
    var made_ = element("card_").firstElementChild.cloneNode(true);
    function slot(name) { return made_.querySelector("." + name); }
    made_.className = "card";
    made_.id = visit.id;
    search.when(visits, visit).forEach(function (text, at, parts) {
      if (at % 2) return;
      slot("when").append(parts[at + 1] ? made("time", { datetime: parts[at + 1] }, text) : text);
    });
    slot("what").querySelector("a").href = href(visit.address);
    slot("who").textContent = visit.visitor.name;
    slot("verb").textContent = " " + (visit.counted ? visit.at : visit.to);
    slot("where").textContent = visit.where;
    visit.badges.forEach(function (badge) {
      slot("what").append(" ", made("span", { "class": "badge " + badge[0] }, badge[1]));
    });
    var sub = [visit.role, search.places(visits, visit)].filter(Boolean);
    sub.forEach(function (text) { slot("sub").append(made("span", {}, text)); });
    if (!sub.length) slot("sub").remove();
    return made_;
  }

  function more(upTo) {
    var batch = document.createDocumentFragment();
    var first = null;
    found.slice(shown, upTo).forEach(function (visit) {
      var one = card(visit);
      first = first || one;
      batch.append(one);
    });
    element("results_").append(batch);
    shown = Math.min(upTo, found.length);
    var left = found.length - shown, button = element("more_");
    var focused = document.activeElement === button;
    button.textContent = left > BATCH ? say("Show {number} more of {all}", { number: number(BATCH), all: number(left) })
      : sayCount(left, "Show the last {n}", "Show the last {n}");
    button.hidden = !left;
    if (focused && !left && first) first.querySelector("a").focus();
  }

  function showChips(filters) {
    var list = element("chips_"), all = inForce(filters);
    list.textContent = "";
    list.hidden = !all.length;
    all.forEach(function (one, at) {
      var button = made("button", { type: "button" });
      // Words around the filter are for those who cannot see that its button removes it.
      var around = say("Remove the filter {filter}").split("{filter}");
      button.append(made("span", { "class": "vh" }, around[0]), one.chip);
      if (around[1]) button.append(made("span", { "class": "vh" }, around[1]));
      button.addEventListener("click", function () {
        go(without(asked, one.name), true);
        var left = list.querySelectorAll("button");
        (left[Math.min(at, left.length - 1)] || ask).focus();
      });
      var item = made("li");
      item.append(button);
      list.append(item);
    });
    if (all.length > 1) {
      var clear = made("button", { type: "button", "class": "clear" }, say("Remove all"));
      clear.addEventListener("click", function () {
        go(Object.assign(blank(), { q: asked.q, order: asked.order }), true);
        ask.focus();
      });
      var last = made("li");
      last.append(clear);
      list.append(last);
    }
  }

  function blank() {
    var filters = {};
    FILTERS.forEach(function (name) { filters[name] = ""; });
    return filters;
  }

  function kindOf(one) {
    return {
      leader: say("leader"), country: say("country"), place: say("place"), event: say("event"),
      organisation: say("organisation"), topic: say("topic")
    }[one.kind];
  }

  function showPages(filters) {
    var list = element("pages_");
    var pages = filters.q ? search.find(names, filters.q) : { found: [], forgiven: false };
    list.textContent = "";
    list.hidden = !pages.found.length;
    pages.found.slice(0, PAGES).forEach(function (hit) {
      var item = made("li");
      item.append(made("a", { href: href(hit.one.address) }, hit.one.name));
      if (hit.also && !/^[A-Z]{2,3}$/.test(hit.also)) item.append(" ", made("bdi", { "class": "also" }, hit.also));
      item.append(" ", made("span", { "class": "aside" }, hit.one.note || kindOf(hit.one)));
      list.append(item);
    });
    return pages;
  }

  function showEmpty(filters, pages) {
    var place = element("empty_");
    place.textContent = "";
    place.hidden = found.length > 0;
    if (found.length) return;
    var all = inForce(filters).map(function (one) { return one.value; });
    if (filters.q) all.unshift(say("“{words}”", { words: filters.q }));
    var why = all.length > 1
      ? say("No visit on record fits all of this at once: {filters}.", { filters: all.join(", ") })
      : all.length ? say("No visit on record fits {filter}.", { filter: all[0] }) : say("No visit is on record yet.");
    place.append(made("p", {}, why));
    var ways = search.wider(visits, filters, labels).slice(0, 3);
    if (ways.length) {
      place.append(made("p", { "class": "nearest" }, say("Nearest to it:")));
      var list = made("ul", {});
      ways.forEach(function (way) {
        var item = made("li"), link = made("a", { href: address(way.filters) }, dropped(way, filters));
        link.addEventListener("click", function (event) {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          go(way.filters, true);
          element("count_").focus();
        });
        item.append(link, " ", made("span", { "class": "count" }, sayCount(way.count, "{n} visit", "{n} visits")));
        list.append(item);
      });
      place.append(list);
    } else if (!pages.found.length) {
      place.append(made("p", {}, say("Names are found by their beginning, in any order and script; a letter may be wrong in words of five or more.")));
      place.append(element("without_").querySelector("ul").cloneNode(true));
    }
  }

  function dropped(way, filters) {
    if (way.dropped.indexOf("word:") === 0) return say("Without the word “{word}”", { word: way.dropped.slice(5) });
    if (way.dropped === "q") return say("Without “{words}”", { words: filters.q });
    return inForce(filters).filter(function (one) { return one.name === way.dropped; })[0].without;
  }

  function show(filters, upTo) {
    var result = search.search(visits, filters, labels);
    found = filters.order === "oldest" ? result.visits : result.visits.slice().reverse();
    shown = 0;
    asked = filters;
    element("results_").textContent = "";
    showChips(filters);
    var pages = showPages(filters);
    more(Math.max(BATCH, upTo || 0));
    var forgiven = result.forgiven || (pages.forgiven && !found.length);
    element("forgiven_").hidden = !forgiven;
    element("forgiven_").textContent =
      say("Nothing is written “{words}” on record. These are the nearest spellings.", { words: filters.q });
    showEmpty(filters, pages);
    var words = found.length ? sayCount(found.length, "{n} visit", "{n} visits") : say("No visits");
    element("count_").textContent = words;
    element("asked_").textContent = filters.q ? say(": “{words}”", { words: filters.q }) : "";
    document.title = filters.q ? say("“{words}”: {title}", { words: filters.q, title: title }) : title;
    clearTimeout(timer);
    timer = setTimeout(function () {
      var others = Math.min(pages.found.length, PAGES);
      var pages_ = sayCount(others, "{n} page", "{n} pages");
      var told = others ? say("{visits}, and {pages}", { visits: words, pages: pages_ }) : words;
      element("told_").textContent = forgiven ? say("{found}, nearest spellings", { found: told }) : told;
    }, 500);
  }

  // `step` makes an entry of its own in the history, for "back"; letters typed one after the other do not.
  function go(filters, step) {
    show(filters);
    fill(filters);
    keep(filters, step);
  }

  function changed(name, value, step) {
    var filters = Object.assign({}, asked);
    filters[name] = value;
    if (!filters.leader && !filters.country) filters.direction = "";
    go(filters, step);
  }

  var title = document.title, typing = 0, began = false;
  ask.addEventListener("input", function () {
    clearTimeout(typing);
    typing = setTimeout(function () {
      changed("q", ask.value.trim(), !began);
      began = true;
    }, 60);
  });
  ask.addEventListener("blur", function () { began = false; });
  ask.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !ask.value) return;
    event.preventDefault();
    ask.value = "";
    changed("q", "", true);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(typing);
    if (ask.value.trim() !== asked.q) changed("q", ask.value.trim(), true);
    began = false;
  });
  ["direction", "type", "status", "from", "to", "order"].forEach(function (name) {
    fields[name].addEventListener("change", function () {
      var value = fields[name].value;
      if ((name === "from" || name === "to") && !/^\d{1,4}$/.test(value)) value = "";
      changed(name, value, true);
    });
  });
  ["leader", "country"].forEach(function (name) {
    box.attach(fields[name], {
      kinds: [name], most: 8, first: true, quiet: true,
      names: function () { return names; },
      pick: function (one) { changed(name, one.id, true); },
      cleared: function () { if (asked[name]) changed(name, "", true); }
    });
    // Left as half a name, it says again what is in force; left empty, it is no filter.
    fields[name].addEventListener("change", function () {
      if (!fields[name].value.trim() && asked[name]) changed(name, "", true);
    });
    fields[name].addEventListener("blur", function () { setTimeout(function () { fillName(asked, name); }); });
  });
  element("more_").addEventListener("click", function () {
    more(shown + BATCH);
    keep(asked, false);
    clearTimeout(timer);
    element("told_").textContent =
      sayCount(found.length, "{shown} of {n} visit shown", "{shown} of {n} visits shown", { shown: number(shown) });
  });
  window.addEventListener("popstate", function (event) {
    var filters = read();
    show(filters, event.state && event.state.shown);
    fill(filters);
  });

  element("count_").tabIndex = -1;
  var filters = read();
  show(filters, history.state && history.state.shown);
  fill(filters);
  var wide = window.matchMedia("(min-width: 54rem)");
  element("filters_").open = wide.matches;
})();
