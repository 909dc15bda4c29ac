// A text field that suggests leaders, countries and places while one types (WAI-ARIA 1.2 combobox with a list box).
// Used by the search box in the header, the filters of the page of results, and the page of comparisons.
(function (root) {
  "use strict";
  var search = root.visitgenSearch;
  if (!search) return;
  var say = root.visitgenSay.say, sayCount = root.visitgenSay.sayCount;
  var MOST = { leader: 6, country: 4, place: 4, event: 3, organisation: 2, topic: 2 };

  function made(tag, attributes, text) {
    var element = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) { element.setAttribute(name, attributes[name]); });
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function heading(kind) {
    return {
      leader: say("Leaders"), country: say("Countries"), place: say("Places"), event: say("Events"),
      organisation: say("Organisations"), topic: say("Topics")
    }[kind];
  }

  // field: the input; options: {kinds, names(), pick(subject), all(text) for a last entry, most}
  function attach(field, options) {
    var id = field.id;
    var list = made("div", { id: id + "list_", role: "listbox", "class": "suggested", "aria-label": say("Suggestions") });
    var told = made("span", { role: "status", "class": "vh" });
    var entries = [], active = -1, open = false;
    list.hidden = true;
    field.after(list, told);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-controls", list.id);

    function close() {
      open = false;
      active = -1;
      list.hidden = true;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    }

    function option(text, note, choose) {
      var at = entries.length;
      var element = made("div", { role: "option", id: id + "option" + at + "_", "aria-selected": "false" });
      var name = made("span", { "class": "name", dir: "auto" }, text);
      element.append(name);
      if (note) element.append(" ", made("span", { "class": "note" }, note));
      element.addEventListener("click", choose);
      element.addEventListener("pointermove", function () { if (active !== at) mark(at, true); });
      entries.push({ element: element, choose: choose });
      return element;
    }

    function mark(at, still) {
      if (active >= 0 && entries[active]) entries[active].element.setAttribute("aria-selected", "false");
      active = at;
      if (at < 0) return field.removeAttribute("aria-activedescendant");
      entries[at].element.setAttribute("aria-selected", "true");
      field.setAttribute("aria-activedescendant", entries[at].element.id);
      if (!still) entries[at].element.scrollIntoView({ block: "nearest" });
    }

    function update() {
      var text = field.value.trim();
      var names = options.names();
      entries = [];
      list.textContent = "";
      close();
      if (!text || !names) return;
      var result = search.find(names, text, options.kinds);
      var shown = 0;
      options.kinds.forEach(function (kind) {
        var best = result.found.filter(function (hit) { return hit.one.kind === kind; }).slice(0, options.most || MOST[kind]);
        if (!best.length) return;
        var group = made("div", { role: "group", "aria-labelledby": id + kind + "_" });
        group.append(made("div", { role: "presentation", "class": "group-name", id: id + kind + "_" }, heading(kind)));
        best.forEach(function (hit) {
          // A code such as ISR finds a country, and says nothing beside its name.
          var also = /^[A-Z]{2,3}$/.test(hit.also) ? "" : hit.also;
          var count = sayCount(hit.one.count, "{n} visit", "{n} visits");
          var note = [also, hit.one.note || (hit.one.count ? count : "")].filter(Boolean).join(" · ");
          group.append(option(hit.one.name, note, function () { close(); options.pick(hit.one); }));
          shown++;
        });
        list.append(group);
      });
      if (options.all) {
        var all = say("All visits for “{words}”", { words: text });
        list.append(option(all, "", function () { close(); options.all(text); }));
      } else if (!shown) {
        var none = say("No such name on record");
        list.append(made("div", { role: "option", "aria-disabled": "true", "class": "none" }, none));
      }
      list.scrollTop = 0;
      list.hidden = false;
      open = true;
      field.setAttribute("aria-expanded", "true");
      told.textContent = shown ? sayCount(shown, "{n} suggestion", "{n} suggestions") : say("No suggestion");
    }

    field.addEventListener("input", update);
    // A name that stands in a filter is replaced by what is typed, not added to.
    if (options.quiet) field.addEventListener("focus", function () { field.select(); });
    field.addEventListener("blur", close);
    list.addEventListener("mousedown", function (event) { event.preventDefault(); });  // the field keeps the focus
    field.addEventListener("keydown", function (event) {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (!open) update();
        if (!entries.length) return;
        event.preventDefault();
        // One step past either end is the field itself.
        var places = entries.length + 1, step = event.key === "ArrowDown" ? 1 : -1;
        mark((active + 1 + step + places) % places - 1);
      } else if (event.key === "Enter" && open && active >= 0) {
        event.preventDefault();
        entries[active].choose();
      } else if (event.key === "Enter" && options.first && open && entries.length) {
        event.preventDefault();
        entries[0].choose();
      } else if (event.key === "Escape" && (open || field.value)) {
        event.preventDefault();
        field.value = "";
        close();
        if (options.cleared) options.cleared();
      } else if (event.key === "Tab") {
        close();
      }
    });
    if (document.activeElement === field && field.value && !options.quiet) update();
    return { close: close, update: update };
  }

  root.visitgenBox = { attach: attach, made: made };

  // The box in the header of each page.
  var form = document.querySelector("form[data-needs]");
  if (!form || !root.visitgenData || !root.visitgenData.names) return;
  var names = null;
  attach(form.querySelector("input"), {
    kinds: ["leader", "country", "place", "event", "organisation", "topic"],
    names: function () { return (names = names || search.readNames(root.visitgenData.names)); },
    pick: function (one) { location.href = form.dataset.root.replace(/index\.html$/, "") + one.address + "index.html"; },
    all: function () { form.submit(); }
  });
})(window);
