// Reading an article aloud with the browser's own voice; without one the button stays hidden.
(function (d) {
  "use strict";
  var voice = window.speechSynthesis, button = d.querySelector("[data-listen]");
  if (!button || !voice || !window.SpeechSynthesisUtterance) return;
  var words = button.querySelector("span"), on = false;
  var show = function (now) {
    on = now;
    words.textContent = on ? "停下" : "读给我听";
    button.setAttribute("aria-pressed", String(on));
  };
  button.hidden = false;
  voice.cancel();
  button.addEventListener("click", function () {
    voice.cancel();
    if (on) return show(false);
    show(true);
    var parts = d.querySelectorAll("[data-aloud], .prose > *");
    Array.prototype.forEach.call(parts, function (part, n) {
      var said = new SpeechSynthesisUtterance(part.textContent);
      said.lang = "zh-CN";
      if (n === parts.length - 1) said.onend = function () { show(false); };
      voice.speak(said);
    });
  });
  window.addEventListener("pagehide", function () { voice.cancel(); });
})(document);
