// The button that chooses the colours, and plain addresses over http. Everything else works without script.
(function () {
  var root = document.documentElement;
  var button = document.getElementById("theme_");
  var now = document.getElementById("theme_now_");
  var order = ["auto", "light", "dark"];

  function show() {
    now.textContent = root.getAttribute("data-theme") || "auto";
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

  if (/^https?:$/.test(location.protocol) && /\/index\.html$/.test(location.pathname)) {
    history.replaceState(history.state, "", location.pathname.slice(0, -10) + location.search + location.hash);
  }
})();
