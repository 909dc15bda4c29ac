// Runs before the first paint: the reader's choice of colours, if one was made.
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var choice = localStorage.getItem("visitgen-colours");
    if (choice === "light" || choice === "dark") root.setAttribute("data-theme", choice);
  } catch (error) { /* no storage: follow the system */ }
})();
