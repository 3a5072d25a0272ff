// Enhancements for both shells; every page works without this file.
(function (d) {
  "use strict";
  var root = d.documentElement;
  var each = function (list, act) { Array.prototype.forEach.call(list, act); };
  var store = function (act) { try { return act(window.localStorage); } catch (e) { return null; } };

  // A look is changed at once and kept by the server's cookie.
  d.addEventListener("submit", function (e) {
    var form = e.target, button = e.submitter;
    if (!form.matches("[data-look]") || !button || !window.fetch) return;
    e.preventDefault();
    var body = new FormData(form), order = ["std", "care", "max"];
    body.append(button.name, button.value);
    fetch(form.action, { method: "POST", body: body, headers: { "HX-Request": "true" }, keepalive: true });
    root.dataset[button.name] = button.value;
    if (form.querySelectorAll("button").length === 1 && button.name === "size") {
      button.value = order[(order.indexOf(button.value) + 1) % 3];
    }
    each(form.querySelectorAll('[name="' + button.name + '"]'), function (b) {
      if (b.hasAttribute("aria-pressed")) b.setAttribute("aria-pressed", String(b === button));
    });
  });

  // Drafts: only fields that ask for it (data-keep), never personal ones; gone once the form is sent.
  var draftOf = function (form) { return form && form.dataset.draft ? "yg:draft:" + form.dataset.draft : ""; };
  d.addEventListener("input", function (e) {
    var form = e.target.form, key = draftOf(form), kept = {};
    if (!key || !e.target.hasAttribute("data-keep")) return;
    each(form.querySelectorAll("[data-keep]"), function (f) {
      if (f.type === "radio" || f.type === "checkbox") { if (f.checked) kept[f.name] = f.value; } else if (f.value) kept[f.name] = f.value;
    });
    store(function (s) { s.setItem(key, JSON.stringify(kept)); });
  });
  each(d.querySelectorAll("form[data-draft]"), function (form) {
    var kept = store(function (s) { return JSON.parse(s.getItem(draftOf(form)) || "{}"); }) || {};
    each(form.querySelectorAll("[data-keep]"), function (f) {
      if (!(f.name in kept)) return;
      if (f.type === "radio" || f.type === "checkbox") f.checked = f.checked || f.value === kept[f.name];
      else if (!f.value) f.value = kept[f.name];
    });
  });

  // One press, one submission.
  var held = function (form, e) {
    if (!form.hasAttribute("data-once")) return;
    if (form.dataset.sent) { e.preventDefault(); return; }
    form.dataset.sent = "1";
    window.setTimeout(function () { delete form.dataset.sent; }, 8000);
  };
  d.addEventListener("submit", function (e) {
    var key = draftOf(e.target);
    if (key) store(function (s) { s.removeItem(key); });
    if (!e.defaultPrevented) held(e.target, e);
  });
  d.addEventListener("htmx:beforeRequest", function (e) { if (e.target.matches("form")) held(e.target, e); });
  d.addEventListener("htmx:afterRequest", function (e) { delete e.target.dataset.sent; });
  window.addEventListener("pageshow", function () {
    each(d.querySelectorAll("form[data-sent]"), function (f) { delete f.dataset.sent; });
  });

  // A request that failed says so, in the server's own sentence where it sent one; what was typed stays.
  var FAILED = {
    403: "没有提交：您现在的身份或岗位不能做这件事，或者页面放得太久了。",
    404: "没有找到：内容可能已经办结或者转走，请从列表重新进入。",
    409: "没有提交：情况刚有变化，请刷新后再看。",
    413: "没有提交：文件或内容太大，请换小一点的再试。",
    429: "操作太频繁，请稍等一会儿再试。",
    500: "系统出了问题，不是您的原因。请稍后再试；急事请拨打 12351。",
    503: "系统正忙，请过几秒钟再试一次。",
    0: "没有连上，请检查网络后再试。"
  };
  var failed = function (e) {
    var asked = e.detail.xhr, status = asked ? asked.status : 0, said = d.querySelector("[data-failed]"), form = e.target.closest("form");
    var plain = status && /^text\/plain/.test(asked.getResponseHeader("Content-Type") || "");
    if (!said) {
      said = d.createElement("div");
      said.className = "toast";
      said.dataset.failed = "";
      said.setAttribute("role", "alert");
      said.append(d.createElement("span"), d.createElement("button"));
      said.lastChild.textContent = "知道了";
      said.lastChild.addEventListener("click", function () { said.remove(); });
      (d.querySelector("main") || d.body).append(said);
    }
    said.firstChild.textContent = (plain && asked.responseText) || FAILED[status] || (status < 500 ? "没有提交：请检查内容后再试一次。" : FAILED[500]);
    if (form && form.dataset.draft) each(form.querySelectorAll("[data-keep]"), function (f) { f.dispatchEvent(new Event("input", { bubbles: true })); });
  };
  ["responseError", "sendError", "timeout"].forEach(function (name) { d.addEventListener("htmx:" + name, failed); });
  d.addEventListener("htmx:afterOnLoad", function (e) {
    var said = d.querySelector("[data-failed]");
    if (said && e.detail.xhr.status < 400) said.remove();
  });

  // 10/11 位
  d.addEventListener("input", function (e) {
    var field = e.target, wrap = field.closest(".inwrap"), shown = wrap && wrap.querySelector("[data-count]");
    if (!shown || !field.dataset.digits) return;
    shown.textContent = field.value.replace(/[\s-]/g, "").length + "/" + field.dataset.digits + " 位";
  });

  // Errors take the focus; their links lead to the field itself.
  var focusErrors = function (within) {
    var summary = within.querySelector("[data-focus]");
    if (summary) summary.focus();
  };
  focusErrors(d);
  d.addEventListener("htmx:afterSettle", function (e) { focusErrors(e.target); });
  d.addEventListener("click", function (e) {
    var link = e.target.closest(".errsum a"), field = link && d.getElementById(link.hash.slice(1));
    if (!field) return;
    e.preventDefault();
    var inner = field.matches("fieldset") ? field.querySelector("input") || field : field;
    inner.focus();
    field.scrollIntoView({ block: "center" });
  });

  // Sheets: a link to a dialog's id opens it.
  d.addEventListener("click", function (e) {
    var link = e.target.closest("[data-sheet]"), sheet = link && d.getElementById(link.dataset.sheet);
    if (sheet && sheet.showModal) { e.preventDefault(); sheet.showModal(); }
  });

  // Chosen files: their names and sizes, and a word when there are too many or one is too large.
  d.addEventListener("change", function (e) {
    var box = e.target.type === "file" && e.target.closest("[data-upload]");
    if (!box) return;
    var note = box.nextElementSibling, files = Array.prototype.slice.call(e.target.files), most = Number(box.dataset.most);
    each(box.querySelectorAll(".f.new"), function (old) { old.remove(); });
    files.forEach(function (file) {
      var tile = d.createElement("div"), name = d.createElement("span"), size = d.createElement("span");
      tile.className = "f new";
      name.textContent = file.name;
      size.textContent = Math.max(1, Math.round(file.size / 1024)) + " KB";
      tile.append(name, size);
      if (/^image\//.test(file.type) && file.size < 4 * 1024 * 1024) {
        var reader = new FileReader();
        reader.onload = function () {
          var picture = d.createElement("img");
          picture.alt = "";
          picture.src = reader.result;
          tile.prepend(picture);
        };
        reader.readAsDataURL(file);
      }
      box.insertBefore(tile, box.querySelector(".add"));
    });
    var large = files.filter(function (file) { return file.size > 10 * 1024 * 1024; });
    if (note) note.textContent = large.length ? large[0].name + " 超过 10 MB，请换一份小的" : files.length > most ? "最多 " + most + " 份，请减少" : "已选 " + files.length + " 份";
  });
})(document);
