// Enhancements of the desk: single-letter keys (they can be switched off) and selecting many rows.
(function (d) {
  "use strict";
  var each = function (list, act) { Array.prototype.forEach.call(list, act); };

  var rows = function () { return Array.prototype.slice.call(d.querySelectorAll("[data-queue] .q a.t")); };
  var step = function (by) {
    var all = rows(), at = all.indexOf(d.activeElement);
    if (at < 0) at = all.findIndex(function (a) { return a.closest(".cur"); });
    var next = all[Math.max(0, Math.min(all.length - 1, at + by))];
    if (!next) return;
    each(d.querySelectorAll(".q.cur"), function (q) { q.classList.remove("cur"); });
    next.closest(".q").classList.add("cur");
    next.focus();
    next.dispatchEvent(new CustomEvent("look", { bubbles: true }));
  };
  var keys = {
    j: function () { step(1); },
    k: function () { step(-1); },
    x: function () {
      var row = d.querySelector(".q.cur .cb") || d.querySelector("[data-queue] .cb");
      if (row) row.click();
    },
    "/": function () {
      var search = d.querySelector("[data-search]");
      if (search) search.focus();
    },
    "?": function () {
      var help = d.getElementById("keys");
      if (help && help.showModal) help.showModal();
    }
  };

  d.addEventListener("keydown", function (e) {
    if (d.documentElement.dataset.keys === "off" || e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
    if (e.target.matches("input:not([type=checkbox]):not([type=radio]),textarea,select,[contenteditable]") || e.target.closest("dialog")) return;
    var digit = /^[1-9]$/.test(e.key) && e.target.closest("[data-digits]");
    var choice = digit && digit.querySelectorAll("input")[e.key - 1];
    if (choice) { e.preventDefault(); choice.focus(); choice.click(); return; }
    var act = keys[e.key];
    if (act) { e.preventDefault(); act(); return; }
    var button = /^[a-z]$/.test(e.key) && d.querySelector('[data-key="' + e.key + '"]:not([disabled])');
    if (!button) return;
    e.preventDefault();
    if (button.dataset.keyFocus) d.querySelector(button.dataset.keyFocus).focus();
    else button.click();
  });

  // Ctrl+Enter sends the page's form from wherever one stands.
  d.addEventListener("keydown", function (e) {
    var form = e.ctrlKey && e.key === "Enter" && d.querySelector("form[data-send]");
    if (form) { e.preventDefault(); form.requestSubmit(); }
  });

  // The bar of actions counts what is ticked and can untick it.
  var count = function () {
    each(d.querySelectorAll("[data-bulk]"), function (bar) {
      var picked = d.querySelectorAll('[name=pick][form="' + bar.id + '"]:checked').length;
      bar.classList.toggle("on", picked > 0);
      bar.querySelector("[data-bulk-count]").textContent = picked;
      bar.querySelector("[data-bulk-clear]").hidden = picked === 0;
    });
  };
  d.addEventListener("change", function (e) {
    if (e.target.matches("[data-all]")) {
      each(e.target.closest("table").querySelectorAll("[name=pick]"), function (box) { box.checked = e.target.checked; });
    }
    if (e.target.matches("[data-all],[name=pick]")) count();
  });
  d.addEventListener("click", function (e) {
    if (!e.target.closest("[data-bulk-clear]")) return;
    each(d.querySelectorAll("[name=pick],[data-all]"), function (box) { box.checked = false; });
    count();
  });
  d.addEventListener("htmx:afterSettle", count);
  count();

  // A preview marks its row; open menus close when one clicks elsewhere.
  d.addEventListener("click", function (e) {
    var row = e.target.closest("[data-queue] .q");
    if (row && e.target.closest("a.t")) {
      each(d.querySelectorAll(".q.cur"), function (q) { q.classList.remove("cur"); });
      row.classList.add("cur");
    }
    each(d.querySelectorAll("details.pop[open]"), function (menu) { if (!menu.contains(e.target)) menu.open = false; });
  });
})(document);
