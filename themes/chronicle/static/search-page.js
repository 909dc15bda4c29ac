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
  var form = element("ask_"), ask = element("q_"), made = box.made;
  var base = form.getAttribute("data-root").replace(/index\.html$/, "");
  var fields = {}, labels = {}, asked = {}, found = [], shown = 0, timer = 0;
  document.querySelectorAll("[data-filter]").forEach(function (field) {
    fields[field.getAttribute("data-filter")] = field;
  });
  ["type", "status"].forEach(function (name) {
    Array.prototype.forEach.call(fields[name].options, function (option) { labels[option.value] = option.text; });
  });

  function counted(number, one, many) {
    return number.toLocaleString("en") + " " + (number === 1 ? one : many || one + "s");
  }

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
    return filters.from ? "from " + filters.from : "until " + filters.to;
  }

  function inForce(filters) {
    var all = [];
    if (filters.leader) all.push(["leader", "Leader: ", names.byId.leader[filters.leader].name]);
    if (filters.country) all.push(["country", "Country: ", names.byId.country[filters.country].name]);
    if (filters.direction && (filters.leader || filters.country)) all.push(["direction", "", "visits " + filters.direction]);
    if (filters.type) all.push(["type", "Type: ", labels[filters.type]]);
    if (filters.status) all.push(["status", "Status: ", labels[filters.status]]);
    if (filters.from || filters.to) all.push(["years", "Years: ", years(filters)]);
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
    slot("verb").textContent = " " + (visit.counted ? "in" : "to") + (visit.article ? " the " : " ");
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
    button.textContent = left > BATCH ? "Show " + BATCH + " more of " + left.toLocaleString("en") : "Show the last " + left;
    button.hidden = !left;
    if (focused && !left && first) first.querySelector("a").focus();
  }

  function showChips(filters) {
    var list = element("chips_"), all = inForce(filters);
    list.textContent = "";
    list.hidden = !all.length;
    all.forEach(function (one, at) {
      var button = made("button", { type: "button" });
      button.append(made("span", { "class": "vh" }, "Remove the filter "), one[1] || "Visits: ", one[0] === "direction" ? asked.direction : one[2]);
      button.addEventListener("click", function () {
        go(without(asked, one[0]), true);
        var left = list.querySelectorAll("button");
        (left[Math.min(at, left.length - 1)] || ask).focus();
      });
      var item = made("li");
      item.append(button);
      list.append(item);
    });
    if (all.length > 1) {
      var clear = made("button", { type: "button", "class": "clear" }, "Remove all");
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

  function showPages(filters) {
    var list = element("pages_");
    var pages = filters.q ? search.find(names, filters.q) : { found: [], forgiven: false };
    list.textContent = "";
    list.hidden = !pages.found.length;
    pages.found.slice(0, PAGES).forEach(function (hit) {
      var item = made("li");
      item.append(made("a", { href: href(hit.one.address) }, hit.one.name));
      if (hit.also && !/^[A-Z]{2,3}$/.test(hit.also)) item.append(" ", made("bdi", { "class": "also" }, hit.also));
      item.append(" ", made("span", { "class": "aside" }, hit.one.note || hit.one.kind));
      list.append(item);
    });
    return pages;
  }

  function showEmpty(filters, pages) {
    var place = element("empty_");
    place.textContent = "";
    place.hidden = found.length > 0;
    if (found.length) return;
    var all = inForce(filters).map(function (one) { return one[2]; });
    if (filters.q) all.unshift("“" + filters.q + "”");
    var why = all.length > 1 ? "No visit on record fits all of this at once: " + all.join(", ") + "." :
      all.length ? "No visit on record fits " + all[0] + "." : "No visit is on record yet.";
    place.append(made("p", {}, why));
    var ways = search.wider(visits, filters, labels).slice(0, 3);
    if (ways.length) {
      place.append(made("p", { "class": "nearest" }, "Nearest to it:"));
      var list = made("ul", {});
      ways.forEach(function (way) {
        var item = made("li"), link = made("a", { href: address(way.filters) }, dropped(way, filters));
        link.addEventListener("click", function (event) {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          go(way.filters, true);
          element("count_").focus();
        });
        item.append(link, " ", made("span", { "class": "count" }, counted(way.count, "visit")));
        list.append(item);
      });
      place.append(list);
    } else if (!pages.found.length) {
      place.append(made("p", {}, "Names are found by their beginning, in any order and script; a letter may be wrong in words of five or more."));
      place.append(element("without_").querySelector("ul").cloneNode(true));
    }
  }

  function dropped(way, filters) {
    if (way.dropped.indexOf("word:") === 0) return "Without the word “" + way.dropped.slice(5) + "”";
    if (way.dropped === "q") return "Without “" + filters.q + "”";
    var chip = inForce(filters).filter(function (one) { return one[0] === way.dropped; })[0];
    return "Without " + chip[1].toLowerCase() + chip[2];
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
    element("forgiven_").textContent = "Nothing is written “" + filters.q + "” on record. These are the nearest spellings.";
    showEmpty(filters, pages);
    var words = found.length ? counted(found.length, "visit") : "No visits";
    element("count_").textContent = words;
    element("asked_").textContent = filters.q ? ": “" + filters.q + "”" : "";
    document.title = (filters.q ? "“" + filters.q + "”: " : "") + title;
    clearTimeout(timer);
    timer = setTimeout(function () {
      var others = pages.found.length ? ", and " + counted(Math.min(pages.found.length, PAGES), "page") : "";
      element("told_").textContent = words + others + (forgiven ? ", nearest spellings" : "");
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
    element("told_").textContent = shown.toLocaleString("en") + " of " + counted(found.length, "visit") + " shown";
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
