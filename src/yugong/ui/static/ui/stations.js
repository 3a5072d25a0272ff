// The phone's own place, only when asked for: rounded here, sent in the body, kept nowhere.
(function (d) {
  "use strict";
  var box = d.getElementById("near"), wait = 15000;
  if (!box || !navigator.geolocation || !window.fetch) return;
  var part = function (name) { return d.querySelector("[data-" + name + "]"); };
  var say = function (words) { part("said").textContent = words; };
  var ask = function (form, button) {
    var body = new FormData(form);
    if (button && button.name) body.append(button.name, button.value);
    say("正在找……");
    fetch(form.action, { method: "POST", body: body }).then(function (r) { return r.text(); }).then(function (text) {
      var fresh = new DOMParser().parseFromString(text, "text/html").getElementById("near");
      box.replaceChildren.apply(box, Array.from(fresh.childNodes));
      part("here").hidden = false;
    }).catch(function () { say("没有连上，请检查网络后再试。"); });
  };
  part("here").hidden = false;
  d.addEventListener("submit", function (e) {
    if (e.target.hasAttribute("data-located")) { e.preventDefault(); ask(e.target, e.submitter); }
  });
  d.addEventListener("click", function (e) {
    if (!e.target.closest("[data-here] button")) return;
    say("正在取位置……");
    navigator.geolocation.getCurrentPosition(function (at) {
      var form = part("here");
      form.elements.lat.value = at.coords.latitude.toFixed(3);
      form.elements.lon.value = at.coords.longitude.toFixed(3);
      ask(form);
    }, function () { say("没有取到位置。可以搜街道、站名，或者选一个地方。"); }, { timeout: wait, maximumAge: 60000 });
  });
})(document);
