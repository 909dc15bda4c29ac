// Searching, without a page: folding, names, visits, filters; and what scripts say, in the page's language.
// For the other scripts and tests in node. The data come from visitgen/render/search.py.
(function (root) {
  "use strict";

  // Saying: messages are English, literal and between double quotes, so that tools find them. Gaps are {names}.
  var ENGLISH = { messages: {}, thousands: "," };

  function catalogue() {
    return (root.visitgenData && root.visitgenData.words) || ENGLISH;
  }

  function filled(text, values) {
    return values ? text.replace(/\{(\w+)\}/g, function (gap, name) { return values[name]; }) : text;
  }

  function say(message, values) {
    return filled(catalogue().messages[message] || message, values);
  }

  // A message with a number in it, {n}.
  function sayCount(count, one, many, values) {
    var known = catalogue(), forms = known.messages[one];
    // Above 199 plural rules look at two digits.
    if (Array.isArray(forms)) forms = forms[known.plural[count < 200 ? count : 100 + count % 100]];
    return filled(forms || (count === 1 ? one : many), Object.assign({ n: number(count) }, values));
  }

  function number(count) {
    return String(count).replace(/\B(?=(\d{3})+$)/g, catalogue().thousands);
  }

  // The same as visitgen/plan/folding.py; a test compares them.
  var SILENT = /['’‘‛`´ʹʺʻʼʽʾʿˈ′׳״ـ]/g;
  var LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ŋ": "n", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th",
    "ð": "d", "ə": "a", "ς": "σ", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه"
  };
  var TWO_WAYS = new RegExp("[" + Object.keys(LETTERS).join("") + "]", "g");
  var ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  var DAY = 86400000;
  var ORDINAL_OF_1970 = 719163;
  var COUNTED = { completed: true, under_way: true };
  var SMALL = { a: 1, and: 1, at: 1, by: 1, from: 1, "in": 1, of: 1, on: 1, the: 1, to: 1, visit: 1, visits: 1, with: 1 };
  var small = null;

  function fold(text) {
    return text.replace(SILENT, "").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
      .replace(SILENT, "").replace(TWO_WAYS, function (letter) { return LETTERS[letter]; });
  }

  function words(text) {
    return fold(text).match(/[\p{L}\p{N}]+/gu) || [];
  }

  // Whether a word says nothing beside others.
  function isSmall(word) {
    if (!small) {
      small = Object.assign(Object.create(null), SMALL);
      // For translators: words that a search passes over where others are typed: articles, prepositions, “visit”.
      words(say("a and at by from in of on the to visit visits with")).forEach(function (own) { small[own] = 1; });
    }
    return small[word] === 1;
  }

  // What is looked for: words that say something, and a date as 2023-10-24.
  function query(text) {
    var dates = [];
    var rest = text.replace(/\b\d{4}-\d\d(-\d\d)?\b/g, function (date) { dates.push(date); return " "; });
    var all = words(rest);
    var telling = all.filter(function (word) { return !isSmall(word); });
    return { words: telling.length || dates.length ? telling : all, dates: dates };
  }

  // Whether a word, or its beginning, is at most one letter away, or two exchanged.
  function near(typed, word) {
    if (typed.length < 5) return word.indexOf(typed) === 0;
    var at = 0;
    while (at < typed.length && typed[at] === word[at]) at++;
    if (at === typed.length) return true;
    return word.startsWith(typed.slice(at + 1), at + 1) || word.startsWith(typed.slice(at + 1), at) ||
      word.startsWith(typed.slice(at), at + 1) ||
      (typed[at + 1] !== undefined && typed[at] === word[at + 1] && typed[at + 1] === word[at] &&
        word.startsWith(typed.slice(at + 2), at + 2));
  }

  function starts(typed, word) {
    return word.startsWith(typed);
  }

  function any(list, typed, test) {
    for (var i = 0; i < list.length; i++) if (test(typed, list[i])) return true;
    return false;
  }

  // names.js -> {all: every subject, leader: those of a kind, …, byId: {leader: {id: subject}}}
  function readNames(data) {
    var names = { all: [], byId: {}, kinds: [] };
    data.forEach(function (part) {
      var shown = part.counts.length ? part.names.split("\n") : [];
      var ids = part.ids.split("\n"), also = part.also.split("\n"), notes = part.notes.split("\n");
      names.kinds.push(part.kind);
      names.byId[part.kind] = Object.create(null);
      names[part.kind] = shown.map(function (name, index) {
        var others = also[index] ? also[index].split("\t") : [];
        var keys = [words(name)].concat(others.map(words));
        var id = ids[index] || keys[0].join("-");
        var one = {
          kind: part.kind, index: index, id: id, name: name, others: others, note: notes[index],
          count: part.counts[index], address: part.folder + "/" + id + "/", keys: keys, words: [].concat.apply([], keys)
        };
        names.byId[part.kind][id] = one;
        return one;
      });
      names.all = names.all.concat(names[part.kind]);
    });
    return names;
  }

  // How well a subject's names fit, from 0, not at all; `key` fits best.
  function fit(one, asked, test) {
    for (var i = 0; i < asked.length; i++) if (!any(one.words, asked[i], test)) return null;
    var best = { score: 1, key: 0 };
    for (var k = 0; k < one.keys.length; k++) {
      var key = one.keys[k];
      if (!asked.every(function (typed) { return any(key, typed, test); })) continue;
      var score = k ? 2 : 3;
      if (test(asked[0], key[0] || "")) score += 1;
      if (asked.every(function (typed) { return key.indexOf(typed) >= 0; })) score += 2;
      if (asked.join(" ") === key.join(" ")) score += 4;
      if (score > best.score) best = { score: score, key: k };
    }
    return best;
  }

  // The subjects of some kinds that fit, best first: [{one, also}], and whether a slip was forgiven.
  function find(names, text, kinds) {
    var asked = query(text).words;
    var found = [], forgiven = false;
    if (!asked.length) return { found: found, forgiven: false };
    [starts, near].some(function (test) {
      if (test === near && !asked.some(function (word) { return word.length > 4; })) return true;
      (kinds || names.kinds).forEach(function (kind) {
        names[kind].forEach(function (one) {
          var fits = fit(one, asked, test);
          if (fits) found.push({ one: one, also: fits.key ? one.others[fits.key - 1] : "", score: fits.score });
        });
      });
      forgiven = test === near && found.length > 0;
      return found.length > 0;
    });
    found.sort(function (a, b) {
      return b.score - a.score || b.one.count - a.one.count || (a.one.name < b.one.name ? -1 : 1);
    });
    return { found: found, forgiven: forgiven };
  }

  function column(letters) {
    if (typeof letters !== "string") return letters;
    return Array.prototype.map.call(letters, function (letter) { return ALPHABET.indexOf(letter); });
  }

  var known_days = {};

  // A day counted from 1 January of year 1, as 2023-10-24.
  function iso(ordinal) {
    return known_days[ordinal] ||
      (known_days[ordinal] = new Date((ordinal - ORDINAL_OF_1970) * DAY).toISOString().slice(0, 10));
  }

  // A stay of known days as in visitgen/plan/words.py: [text, machine value, …].
  // told: {months, dates: [a day, a day without its year, the first of a month]}, as in visits.js.
  function stay(first, last, told) {
    function said(day, shared) {
      var parts = day.split("-").map(Number);
      var named = parts[2] === 1 ? told.dates[2] : String(parts[2]);
      return shared === 2 ? named : filled(told.dates[shared], { day: named, month: told.months[parts[1] - 1], year: parts[0] });
    }
    if (first === last) return [said(first, 0), first];
    var shared = first.slice(0, 7) === last.slice(0, 7) ? 2 : first.slice(0, 4) === last.slice(0, 4) ? 1 : 0;
    return [said(first, shared), first, shared === 2 ? "–" : " – ", "", said(last, 0), last];
  }

  // visits.js -> {list: every visit in order of time, and its tables}
  function readVisits(data, names) {
    var stays = column(data.stay), who = column(data.who), post = column(data.post), host = column(data.host);
    var type = column(data.type), status = column(data.status), badges = column(data.badges);
    var day = 0;
    var list = data.days.map(function (step, at) {
      day += step;
      var visitor = names.leader[who[at]];
      var at_host = data.hosts[host[at]], before = data.before[at_host[2]];
      var at_post = data.held[who[at]][post[at]];
      var spots = data.spot[at];
      var first = iso(day), known = !(at in data.words);
      var last = known ? iso(day + stays[at]) : first;
      var visit = {
        index: at, visitor: visitor, host: names.country[at_host[0]], hostAt: host[at], where: at_host[1],
        at: before[0], to: before[1], post: at_post, role: data.posts[at_post][0],
        home: data.posts[at_post][1] < 0 ? null : names.country[data.posts[at_post][1]],
        spots: spots === 0 ? [] : typeof spots === "number" ? [spots - 1] : spots.map(function (n) { return n - 1; }),
        type: data.types[type[at]], status: data.statuses[status[at]], badges: data.sets[badges[at]],
        received: (data.received[at] || []).map(function (index) { return names.leader[index]; }),
        event: at in data.events ? names.event[data.events[at]] : null,
        known: known, first: first, last: last, year: Number(first.slice(0, 4))
      };
      visit.month = known ? Number(first.slice(5, 7)) : 0;
      visit.day = known ? Number(first.slice(8)) : 0;
      visit.counted = COUNTED[visit.status] === true;
      visit.id = data.ids[at] || first + "-" + visitor.id + "-" + visit.host.id;
      visit.address = "visits/" + visit.id + "/";
      return visit;
    });
    return { list: list, data: data, names: names };
  }

  function when(visits, visit) {
    return visit.known ? stay(visit.first, visit.last, visits.data) : visits.data.words[visit.index];
  }

  function places(visits, visit) {
    var texts = visit.spots.map(function (spot) { return visits.data.spots[spot][0]; });
    return texts.filter(function (text, at) { return texts.indexOf(text) === at; }).join(", ");
  }

  // For each word typed, what has it: leaders, countries, months …
  function table(visits, typed, test, labels) {
    var names = visits.names, data = visits.data;
    function of(subjects) {
      return subjects.map(function (one) { return any(one.words, typed, test); });
    }
    var cached = visits.words = visits.words || {
      spots: data.spots.map(function (spot) {
        return words(spot[0]).concat(spot[1] < 0 ? [] : names.place[spot[1]].words);
      }),
      hosts: data.hosts.map(function (host) { return words(host[1]); }),
      posts: data.posts.map(function (post) { return words(post[0]); }),
      months: data.months.map(words), types: {}
    };
    function list(texts) {
      return texts.map(function (all) { return any(all, typed, test); });
    }
    data.types.concat(data.statuses).forEach(function (value) {
      if (!cached.types[value]) cached.types[value] = words((labels && labels[value]) || "");
    });
    var types = {};
    Object.keys(cached.types).forEach(function (value) { types[value] = any(cached.types[value], typed, test); });
    return {
      leader: of(names.leader), country: of(names.country), event: of(names.event), spots: list(cached.spots),
      hosts: list(cached.hosts), posts: list(cached.posts), months: list(cached.months), types: types,
      number: /^\d+$/.test(typed) ? typed : ""
    };
  }

  function said(visit, has) {
    if (has.leader[visit.visitor.index] || has.country[visit.host.index] || has.hosts[visit.hostAt] ||
        has.posts[visit.post] || (visit.home && has.country[visit.home.index]) || has.types[visit.type] ||
        has.types[visit.status] || (visit.event && has.event[visit.event.index])) return true;
    if (has.number && (has.number.length > 2 ? visit.first.startsWith(has.number) || visit.last.startsWith(has.number)
      : visit.day === Number(has.number))) return true;
    if (visit.month && has.months[visit.month - 1]) return true;
    for (var i = 0; i < visit.spots.length; i++) if (has.spots[visit.spots[i]]) return true;
    for (var k = 0; k < visit.received.length; k++) if (has.leader[visit.received[k].index]) return true;
    return false;
  }

  // The visits that fit the filters {q, leader, country, …}, texts, empty for any.
  function search(visits, filters, labels) {
    var asked = query(filters.q || "");
    var kept = visits.list.filter(function (visit) { return passes(visit, filters) && on(visit, asked.dates); });
    if (!asked.words.length) return { visits: kept, forgiven: false };
    var found = [], forgiven = false;
    [starts, near].some(function (test) {
      if (test === near && !asked.words.some(function (word) { return word.length > 4; })) return true;
      var tables = asked.words.map(function (typed) { return table(visits, typed, test, labels); });
      found = kept.filter(function (visit) {
        return tables.every(function (has) { return said(visit, has); });
      });
      forgiven = test === near && found.length > 0;
      // A slip is forgiven where the words as typed are nowhere.
      return found.length > 0 || (test === starts && kept.length < visits.list.length &&
        visits.list.some(function (visit) { return tables.every(function (has) { return said(visit, has); }); }));
    });
    return { visits: found, forgiven: forgiven };
  }

  function on(visit, dates) {
    return dates.every(function (date) {
      return visit.first.slice(0, date.length) <= date && date <= visit.last.slice(0, date.length);
    });
  }

  function passes(visit, filters) {
    var made = filters.direction !== "received", received = filters.direction !== "made";
    if (filters.leader) {
      var traveller = visit.visitor.id === filters.leader;
      var receiver = visit.received.some(function (one) { return one.id === filters.leader; });
      if (!((made && traveller) || (received && receiver))) return false;
    }
    if (filters.country) {
      var out = visit.home !== null && visit.home.id === filters.country, into = visit.host.id === filters.country;
      if (!(filters.leader ? out || into : (made && out) || (received && into))) return false;
    }
    if (filters.type && visit.type !== filters.type) return false;
    if (filters.status && visit.status !== filters.status) return false;
    if (filters.from && Number(visit.last.slice(0, 4)) < Number(filters.from)) return false;
    return !(filters.to && visit.year > Number(filters.to));
  }

  // Where nothing fits: the search less one filter or word, the one that gives most first.
  function wider(visits, filters, labels) {
    var ways = [];
    function add(dropped, changed) {
      var next = Object.assign({}, filters, changed);
      var count = search(visits, next, labels).visits.length;
      if (count) ways.push({ dropped: dropped, filters: next, count: count });
    }
    ["leader", "country", "type", "status"].forEach(function (name) {
      if (filters[name]) add(name, name === "leader" || name === "country" ? less(filters, name) : pair(name, ""));
    });
    if (filters.direction && (filters.leader || filters.country)) add("direction", { direction: "" });
    if (filters.from || filters.to) add("years", { from: "", to: "" });
    var typed = (filters.q || "").trim().split(/\s+/).filter(Boolean);
    if (typed.length > 1) {
      typed.forEach(function (word, at) {
        add("word:" + word, { q: typed.filter(function (_, other) { return other !== at; }).join(" ") });
      });
    } else if (typed.length && Object.keys(filters).some(function (name) { return name !== "q" && filters[name]; })) {
      add("q", { q: "" });
    }
    return ways.sort(function (a, b) { return b.count - a.count; });
  }

  function pair(name, value) {
    var made = {};
    made[name] = value;
    return made;
  }

  function less(filters, name) {
    var other = name === "leader" ? "country" : "leader";
    return Object.assign(pair(name, ""), filters[other] ? {} : { direction: "" });
  }

  root.visitgenSay = { say: say, sayCount: sayCount, number: number };
  root.visitgenSearch = {
    fold: fold, words: words, query: query, near: near, readNames: readNames, find: find, readVisits: readVisits,
    stay: stay, when: when, places: places, search: search, wider: wider, less: less
  };
})(typeof window === "undefined" ? globalThis : window);
