// Two leaders or countries side by side, by the address: ?a=ID&b=ID, and of=countries.
(function () {
  "use strict";
  var search = window.visitgenSearch, box = window.visitgenBox, data = window.visitgenData || {};
  if (!search || !box || !data.names) {
    document.documentElement.classList.remove("js");
    return;
  }
  var MOST = 25;
  var names = search.readNames(data.names), visits = null, pairs = null;
  var made = box.made;
  var say = window.visitgenSay.say, sayCount = window.visitgenSay.sayCount, many = window.visitgenSay.number;
  var chooser = document.getElementById("chooser_"), place = document.getElementById("compared_");
  var base = chooser.getAttribute("data-root").replace(/index\.html$/, "");
  var fields = { a: document.getElementById("a_"), b: document.getElementById("b_") };
  var radios = chooser.querySelectorAll("input[type=radio]");
  var title = document.title, unasked = document.getElementById("title_").textContent, chosen = {};

  var needed = chooser.getAttribute("data-needs").split(" "), loading = "";

  // Who went where is loaded when two are chosen: it grows with the archive.
  function load() {
    loading = "begun";
    needed.slice().forEach(function (address) {
      var script = document.createElement("script");
      script.src = address;
      script.onload = function () {
        needed = needed.filter(function (other) { return other !== address; });
        if (needed.length) return;
        visits = search.readVisits(data.visits, names);
        pairs = data.pairs;
        show();
      };
      script.onerror = function () {
        loading = "failed";
        show();
      };
      document.head.appendChild(script);
    });
  }

  function wait() {
    if (!loading) load();
    var failed = loading === "failed";
    var said = failed ? say("The visits could not be loaded.") : say("The visits are being loaded.");
    place.append(made("p", { "class": "note" }, said));
    document.getElementById("told_").textContent = said;
    if (!failed) return;
    var again = made("button", { type: "button" }, say("Try again"));
    again.addEventListener("click", function () { load(); show(); document.getElementById("title_").focus(); });
    place.append(element("p", { "class": "more" }, again));
  }

  function href(address) { return base + address + "index.html"; }

  function read() {
    var given = new URLSearchParams(location.search);
    var kind = given.get("of") === "countries" ? "country" : "leader";
    return { kind: kind, a: names.byId[kind][given.get("a")] || null, b: names.byId[kind][given.get("b")] || null };
  }

  function keep() {
    var given = new URLSearchParams();
    if (chosen.kind === "country") given.set("of", "countries");
    if (chosen.a) given.set("a", chosen.a.id);
    if (chosen.b) given.set("b", chosen.b.id);
    try {
      history.pushState(null, "", location.pathname + (given.toString() ? "?" + given : ""));
    } catch (error) { /* a browser that keeps no addresses for files */ }
  }

  // What one side has on record, what counts apart.
  function record(one) {
    var made_ = [], received = [];
    visits.list.forEach(function (visit) {
      if (one.kind === "leader") {
        if (visit.visitor === one) made_.push(visit);
        if (visit.received.indexOf(one) >= 0) received.push(visit);
      } else {
        if (visit.home === one) made_.push(visit);
        if (visit.host === one) received.push(visit);
      }
    });
    function counting(list) { return list.filter(function (visit) { return visit.counted; }); }
    var tally = one.kind === "leader" ? pairs.tallies[one.index] : null;
    return { one: one, made: counting(made_), received: counting(received), tally: tally,
             others: made_.length + received.length - counting(made_).length - counting(received).length };
  }

  function element(tag, attributes) {
    var found = made(tag, attributes || {});
    Array.prototype.slice.call(arguments, 2).forEach(function (child) {
      if (child !== null && child !== undefined) found.append(child);
    });
    return found;
  }

  function section(heading, note) {
    var inside = element("div");
    var header = element("header", {}, element("h2", {}, heading), note ? element("p", {}, note) : null);
    place.append(element("section", { "class": "sec" }, header, inside));
    return inside;
  }

  function date(visit) {
    return search.when(visits, visit).filter(function (_, at) { return at % 2 === 0; }).join("");
  }

  function toVisit(visit) {
    return visit ? element("a", { href: href(visit.address) }, date(visit)) : "–";
  }

  function toSearch(number, filters) {
    if (!number) return "0";
    return element("a", { href: href("search/") + "?" + new URLSearchParams(filters) }, many(number));
  }

  function table(head, rows) {
    var body = element("tbody");
    rows.forEach(function (row) {
      var line = element("tr", {}, element("th", { scope: "row" }, row[0]));
      row.slice(1).forEach(function (cell) { line.append(element("td", { "class": "num" }, cell)); });
      body.append(line);
    });
    var columns = element("tr");
    head.forEach(function (text, at) { columns.append(element("th", at ? { scope: "col", "class": "num" } : { scope: "col" }, text)); });
    return element("div", { "class": "scroll" }, element("table", {}, element("thead", {}, columns), body));
  }

  function figures(sides) {
    var kind = sides[0].one.kind;
    var rows = [];
    function row(label, value) { rows.push([label].concat(sides.map(value))); }
    row(say("Visits made"), function (side) {
      return toSearch(side.made.length, filtersOf(side.one, "made"));
    });
    if (kind === "leader") {
      row(say("Journeys"), function (side) { return side.tally ? many(side.tally[0]) : "0"; });
      row(say("Days abroad"), function (side) { return side.tally ? many(side.tally[1]) : "0"; });
    }
    row(say("Visits received"), function (side) {
      return toSearch(side.received.length, filtersOf(side.one, "received"));
    });
    row(say("Countries visited"), function (side) { return many(Object.keys(partners(side)).length); });
    row(say("First visit made"), function (side) { return toVisit(side.made[0]); });
    row(say("Latest visit made"), function (side) { return toVisit(side.made[side.made.length - 1]); });
    var head = [element("span", { "class": "vh" }, say("Figure"))].concat(sides.map(function (side) {
      return element("a", { href: href(side.one.address) }, side.one.name);
    }));
    return table(head, rows);
  }

  function filtersOf(one, direction) {
    var filters = {};
    filters[one.kind] = one.id;
    filters.direction = direction;
    return filters;
  }

  function perYear(side) {
    var years = {};
    side.made.forEach(function (visit) { years[visit.year] = (years[visit.year] || 0) + 1; });
    return years;
  }

  // A mark of a chart, in shares of its box.
  function drawn(name, attributes, text) {
    var mark = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.keys(attributes).forEach(function (key) { mark.setAttribute(key, attributes[key]); });
    if (text) mark.textContent = text;
    return mark;
  }

  // Two strips of years to one scale, one below the other.
  function strips(sides, into) {
    var counts = sides.map(perYear);
    var all = [].concat.apply([], counts.map(function (years) { return Object.keys(years).map(Number); }));
    if (!all.length) {
      return into.append(element("p", { "class": "missing" }, say("Neither has made a visit that counts.")));
    }
    var first = Math.min.apply(null, all), last = Math.max.apply(null, all);
    var top = Math.max.apply(null, counts.map(function (years) {
      return Math.max.apply(null, [0].concat(Object.keys(years).map(function (year) { return years[year]; })));
    }));
    // One year makes no strip: the sentences say it.
    var span = last - first + 1, step = span > 80 ? 20 : span > 40 ? 10 : span > 12 ? 5 : span > 6 ? 2 : 1;
    sides.forEach(function (side, at) {
      var strip = drawn("svg", { "class": "columns", width: "100%", "aria-hidden": "true" });
      strip.append(drawn("line", { "class": "axis", x2: "100%", y1: "100%", y2: "100%" }));
      for (var year = first; year <= last; year++) {
        var share = 100 * (counts[at][year] || 0) / top, place = 100 * (year - first) / span;
        if (share) strip.append(drawn("rect", { x: place + "%", y: 100 - share + "%", width: 88 / span + "%", height: share + "%" }));
        if (year % step === 0 || span <= 6) {
          strip.append(drawn("text", { "class": "tick", x: place + 50 / span + "%", y: "100%", dy: "1.35em" }, String(year)));
        }
      }
      into.append(element("figure", { "class": "chart" }, element("figcaption", {}, sentence(side, counts[at])), span > 1 ? strip : null));
    });
    var rows = [];
    for (var year = first; year <= last; year++) {
      if (counts[0][year] || counts[1][year]) rows.push([String(year), many(counts[0][year] || 0), many(counts[1][year] || 0)]);
    }
    if (span > 1) {
      into.append(
        element("p", { "class": "unit" }, say("Unit: visits that count; both to one scale.")),
        element("details", { "class": "numbers-of" }, element("summary", {}, say("The same numbers as a table")),
          table([say("Year"), sides[0].one.name, sides[1].one.name], rows))
      );
    }
  }

  function sentence(side, years) {
    var list = Object.keys(years);
    if (!list.length) return say("{name}: no visit that counts.", { name: side.one.name });
    var top = Math.max.apply(null, list.map(function (year) { return years[year]; }));
    var most = list.filter(function (year) { return years[year] === top; });
    var told = {
      name: side.one.name, visits: sayCount(side.made.length, "{n} visit", "{n} visits"), first: list[0],
      last: list[list.length - 1], year: most[0], number: many(top)
    };
    if (list.length === 1) return say("{name}: {visits}, all in {year}.", told);
    return most.length === 1 ? say("{name}: {visits} from {first} to {last}, most in {year}, with {number}.", told)
      : say("{name}: {visits} from {first} to {last}, at most {number} a year.", told);
  }

  // Countries by id: how many visits this side made to each.
  function partners(side) {
    var found = {};
    side.made.forEach(function (visit) { found[visit.host.id] = (found[visit.host.id] || 0) + 1; });
    return found;
  }

  function shared(sides, into) {
    var counts = sides.map(partners);
    var both = Object.keys(counts[0]).filter(function (id) { return counts[1][id]; });
    both.sort(function (one, other) {
      return Math.min(counts[0][other], counts[1][other]) - Math.min(counts[0][one], counts[1][one]) ||
        counts[0][other] + counts[1][other] - counts[0][one] - counts[1][one] || (one < other ? -1 : 1);
    });
    if (!both.length) {
      return into.append(element("p", { "class": "missing" }, say("No country is on record as visited by both.")));
    }
    into.append(table([say("Country"), sides[0].one.name, sides[1].one.name], both.slice(0, MOST).map(function (id) {
      var country = names.byId.country[id];
      return [element("a", { href: href(country.address) }, country.name)].concat(sides.map(function (side, at) {
        var filters = filtersOf(side.one, "made");
        // A leader's visits to a country are a filter; a country's are the page of the two.
        if (side.one.kind === "leader") return toSearch(counts[at][id], Object.assign(filters, { country: id }));
        var way = relation(side.one, country);
        return way ? element("a", { href: way }, many(counts[at][id])) : many(counts[at][id]);
      }));
    })));
    if (both.length > MOST) {
      into.append(element("p", { "class": "aside" }, sayCount(both.length - MOST, "And {n} more.", "And {n} more.")));
    }
  }

  function relation(one, other) {
    var found = pairs.relations.some(function (pair) {
      return (pair[0] === one.index && pair[1] === other.index) || (pair[0] === other.index && pair[1] === one.index);
    });
    var ids = [one.id, other.id].sort();
    return found ? href("relations/" + ids[0] + "--" + ids[1] + "/") : null;
  }

  // When the two met: visits, contacts, and events that both came to.
  function together(a, b, into) {
    var entries = [];
    visits.list.forEach(function (visit) {
      var there = a.kind === "leader"
        ? (visit.visitor === a && visit.received.indexOf(b) >= 0) || (visit.visitor === b && visit.received.indexOf(a) >= 0)
        : (visit.home === a && visit.host === b) || (visit.home === b && visit.host === a);
      if (!there) return;
      var where = (visit.counted ? visit.at : visit.to) + visit.where;
      var said = say("{leader} {in_country}", { leader: visit.visitor.name, in_country: where });
      entries.push([visit.first, search.when(visits, visit), said, visit.address, visit.badges]);
    });
    if (a.kind === "leader") {
      pairs.contacts.forEach(function (contact) {
        if (contact[3].indexOf(a.index) < 0 || contact[3].indexOf(b.index) < 0) return;
        entries.push([contact[2].filter(function (_, at) { return at % 2; }).join("") || "9999", contact[2], contact[1], "meetings/" + contact[0] + "/", []]);
      });
      var events = {};
      visits.list.forEach(function (visit) {
        if (visit.event && visit.counted && (visit.visitor === a || visit.visitor === b)) {
          var one = events[visit.event.id] = events[visit.event.id] || { event: visit.event, who: [], day: visit.first };
          if (one.who.indexOf(visit.visitor) < 0) one.who.push(visit.visitor);
        }
      });
      Object.keys(events).forEach(function (id) {
        var one = events[id];
        if (one.who.length < 2) return;
        entries.push([one.day, [one.event.note, ""], say("Both at: {event}", { event: one.event.name }), one.event.address, []]);
      });
    }
    entries.sort(function (one, other) { return one[0] < other[0] ? -1 : one[0] > other[0] ? 1 : 0; });
    if (!entries.length) return into.append(element("p", { "class": "missing" }, say("Nothing on record.")));
    var list = element("ol", { "class": "cards" });
    entries.forEach(function (entry) {
      var when = element("p", { "class": "when" });
      entry[1].forEach(function (text, at, parts) {
        if (at % 2 === 0) when.append(parts[at + 1] ? made("time", { datetime: parts[at + 1] }, text) : text);
      });
      var what = element("p", { "class": "what" }, element("a", { href: href(entry[3]) }, element("b", {}, entry[2])));
      entry[4].forEach(function (badge) { what.append(" ", made("span", { "class": "badge " + badge[0] }, badge[1])); });
      list.append(element("li", { "class": "card" }, when, what));
    });
    into.append(list);
  }

  function show() {
    place.textContent = "";
    radios.forEach(function (radio) { radio.checked = (radio.value === "countries") === (chosen.kind === "country"); });
    ["a", "b"].forEach(function (side) { fields[side].value = chosen[side] ? chosen[side].name : ""; });
    var heading = document.getElementById("title_"), lead = document.getElementById("lead_");
    lead.hidden = Boolean(chosen.a && chosen.b);
    if (!chosen.a || !chosen.b || chosen.a === chosen.b) {
      heading.textContent = unasked;
      document.title = title;
      var said = chosen.a && chosen.a === chosen.b ? say("These two are the same: choose another.") :
        chosen.a || chosen.b ? say("Choose the other one.") : "";
      if (said) place.append(element("p", { "class": "note" }, said));
      document.getElementById("told_").textContent = said;
      return;
    }
    if (!visits) return wait();
    var sides = [record(chosen.a), record(chosen.b)];
    var both = { one: chosen.a.name, other: chosen.b.name };
    heading.textContent = say("{one} and {other}", both);
    document.title = heading.textContent + " · " + title;
    var others = sides[0].others + sides[1].others;
    section(say("In figures"), others ? sayCount(
      others, "{n} visit not counted: planned or not made", "{n} visits not counted: planned or not made"
    ) : "").append(figures(sides));
    strips(sides, section(say("Visits made by year")));
    var meetings = section(say("With each other"), chosen.kind === "leader"
      ? say("Visits received, meetings and contacts, and events both came to.") : "");
    var one = chosen.kind === "country" ? chosen.a : home(sides[0]), other = chosen.kind === "country" ? chosen.b : home(sides[1]);
    var way = one && other && one !== other ? relation(one, other) : null;
    if (way) {
      var all = say("All visits between {one} and {other}", { one: one.name, other: other.name });
      meetings.append(element("p", { "class": "to-relation" }, element("a", { href: way }, all)));
    }
    together(chosen.a, chosen.b, meetings);
    shared(sides, section(say("Countries both visited")));
    document.getElementById("told_").textContent = say("{one} and {other} are compared below.", both);
  }

  // The country a leader most often stood for.
  function home(side) {
    var counts = {}, best = null;
    side.made.map(function (visit) { return visit.home; }).concat(
      side.received.map(function (visit) { return visit.host; })
    ).forEach(function (country) {
      if (!country) return;
      counts[country.id] = (counts[country.id] || 0) + 1;
      if (!best || counts[country.id] > counts[best.id]) best = country;
    });
    return best;
  }

  function attach() {
    ["a", "b"].forEach(function (side) {
      box.attach(fields[side], {
        get kinds() { return [chosen.kind]; }, most: 8, first: true, quiet: true,
        names: function () { return names; },
        pick: function (one) { chosen[side] = one; keep(); show(); },
        cleared: function () { if (chosen[side]) { chosen[side] = null; keep(); show(); } }
      });
      fields[side].addEventListener("blur", function () {
        setTimeout(function () {
          if (!fields[side].value.trim() && chosen[side]) { chosen[side] = null; keep(); show(); }
          fields[side].value = chosen[side] ? chosen[side].name : "";
        });
      });
    });
  }

  radios.forEach(function (radio) {
    radio.addEventListener("change", function () {
      chosen = { kind: radio.value === "countries" ? "country" : "leader", a: null, b: null };
      keep();
      show();
    });
  });
  window.addEventListener("popstate", function () { chosen = read(); show(); });
  chosen = read();
  attach();
  show();
})();
