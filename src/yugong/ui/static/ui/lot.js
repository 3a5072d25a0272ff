// The draw done again in the reader's own browser, from the published file alone (kernel/lot.py says how).
(function (d) {
  "use strict";
  var box = d.querySelector("[data-lot]");
  if (!box || !window.fetch || !window.crypto || !crypto.subtle) return;
  var hash = function (text) {
    return crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)).then(function (raw) {
      return Array.from(new Uint8Array(raw), function (byte) { return byte.toString(16).padStart(2, "0"); }).join("");
    });
  };
  var rank = function (lot, slip) {
    var tickets = Array.from({ length: slip.tickets }, function (_, n) { return hash([lot.seed, lot.public, slip.name, n].join(":")); });
    return Promise.all(tickets).then(function (found) { return [found.sort()[0], slip.name]; });
  };
  var again = function (lot) {
    return Promise.all([hash("seal:" + lot.seed), Promise.all(lot.entries.map(rank.bind(null, lot)))]).then(function (found) {
      var order = found[1].sort(function (a, b) { return a[0] < b[0] ? -1 : 1; }).map(function (one) { return one[1]; });
      return found[0] === box.dataset.seal && found[0] === lot.commitment && order.join() === lot.called.join();
    });
  };
  box.hidden = false;
  box.querySelector("button").addEventListener("click", function () {
    fetch(box.dataset.lot).then(function (answer) { return answer.json(); }).then(again).catch(function () { return false; })
      .then(function (same) {
        box.querySelector("[data-same]").hidden = !same;
        box.querySelector("[data-other]").hidden = same;
      });
  });
})(document);
