// The button that chooses the colours, the search box, and plain addresses over http. All else works without script.
(function () {
  var root = document.documentElement;
  var button = document.getElementById("theme_");
  var now = document.getElementById("theme_now_");
  var order = ["auto", "light", "dark"];

  // What each is called, where the page is not in English, stands beside it: data-words="auto|light|dark".
  function show() {
    var words = (now.getAttribute("data-words") || order.join("|")).split("|");
    now.textContent = words[order.indexOf(root.getAttribute("data-theme") || "auto")];
  }

  if (button && now) {
    show();
    button.addEventListener("click", function () {
      var next = order[(order.indexOf(root.getAttribute("data-theme") || "auto") + 1) % order.length];
      if (next === "auto") root.removeAttribute("data-theme");
      else root.setAttribute("data-theme", next);
      try {
        if (next === "auto") localStorage.removeItem("visitgen-colours");
        else localStorage.setItem("visitgen-colours", next);
      } catch (error) { /* no storage: the choice lasts as long as the page */ }
      show();
    });
  }

  // The search box: what it needs is loaded when it is first used; `/` leads to it from anywhere but another field.
  var form = document.querySelector("form[data-needs]");
  if (form) {
    var box = form.querySelector("input");
    var load = function () {
      box.removeEventListener("focus", load);
      form.getAttribute("data-needs").split(" ").forEach(function (address) {
        var script = document.createElement("script");
        script.async = false;
        script.src = address;
        document.head.appendChild(script);
      });
    };
    box.addEventListener("focus", load);
    if (document.activeElement === box) load();
  }
  document.addEventListener("keydown", function (event) {
    var field = document.querySelector("[role=search] input");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !field) return;
    if (event.target.closest && event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    field.focus();
    field.select();
  });

  if (/^https?:$/.test(location.protocol) && /\/index\.html$/.test(location.pathname)) {
    history.replaceState(history.state, "", location.pathname.slice(0, -10) + location.search + location.hash);
  }
})();
