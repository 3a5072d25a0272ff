// A report made without signal waits on the phone, locked with a key that cannot leave it, and goes out by itself.
(function (d) {
  "use strict";
  var form = d.querySelector("form[data-outbox]"), box = d.getElementById("outbox"), KEEP = 3 * 86400000, busy = false;
  var HERE = window.location.pathname;  // each page has a parcel of its own
  if (!form || !box || !window.indexedDB || !window.crypto || !crypto.subtle || !window.fetch) return;
  var opened = new Promise(function (ok, no) {
    var asked = indexedDB.open("yugong", 1);
    asked.onupgradeneeded = function () { asked.result.createObjectStore("outbox"); };
    asked.onsuccess = function () { ok(asked.result); };
    asked.onerror = no;
  });
  var stored = function (verb, value) {
    return opened.then(function (db) {
      return new Promise(function (ok, no) {
        var rows = db.transaction("outbox", "readwrite").objectStore("outbox");
        var asked = verb === "put" ? rows.put(value, HERE) : rows[verb](HERE);
        asked.onsuccess = function () { ok(asked.result); };
        asked.onerror = no;
      });
    });
  };
  var drop = function () { box.hidden = true; return stored("delete"); };

  // A large photo is made smaller before it travels.
  var shrink = function (file) {
    if (!/^image\//.test(file.type) || file.size < 400000 || !window.createImageBitmap) return Promise.resolve(file);
    return createImageBitmap(file).then(function (picture) {
      var by = Math.min(1, 1600 / Math.max(picture.width, picture.height)), sheet = d.createElement("canvas");
      sheet.width = picture.width * by;
      sheet.height = picture.height * by;
      sheet.getContext("2d").drawImage(picture, 0, 0, sheet.width, sheet.height);
      return new Promise(function (ok) { sheet.toBlob(ok, "image/jpeg", 0.8); });
    }).then(function (small) { return small && small.size < file.size ? new File([small], "photo.jpg", { type: "image/jpeg" }) : file; }, function () { return file; });
  };
  var gathered = function () {
    var chosen = Array.from(new FormData(form)).filter(function (one) { return typeof one[1] === "string" || one[1].size; });
    return Promise.all(chosen.map(function (one) {
      return typeof one[1] === "string" ? one : shrink(one[1]).then(function (file) { return [one[0], file]; });
    }));
  };
  var body = function (pairs) {
    var data = new FormData();
    pairs.forEach(function (one) { data.append(one[0], one[1]); });
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    return data;
  };

  // The form as a locked parcel, and back.
  var locked = function (pairs) {
    return crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]).then(function (key) {
      return Promise.all(pairs.map(function (one) {
        var text = typeof one[1] === "string", nonce = crypto.getRandomValues(new Uint8Array(12));
        return Promise.resolve(text ? new TextEncoder().encode(one[1]) : one[1].arrayBuffer()).then(function (plain) {
          return crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, key, plain);
        }).then(function (held) { return { name: one[0], nonce: nonce, held: held, file: text ? "" : one[1].name, type: text ? "" : one[1].type }; });
      })).then(function (parts) { return stored("put", { key: key, parts: parts, at: Date.now() }); });
    });
  };
  var unlocked = function (parcel) {
    return Promise.all(parcel.parts.map(function (one) {
      return crypto.subtle.decrypt({ name: "AES-GCM", iv: one.nonce }, parcel.key, one.held).then(function (plain) {
        return [one.name, one.file ? new File([plain], one.file, { type: one.type }) : new TextDecoder().decode(plain)];
      });
    }));
  };

  // What came back: on to the matter, or this page again with what is wrong.
  var send = function (pairs) {
    var stop = new AbortController(), timer = window.setTimeout(function () { stop.abort(); }, 60000);
    return fetch(HERE, { method: "POST", body: body(pairs), signal: stop.signal }).then(function (answer) {
      window.clearTimeout(timer);
      if (answer.status >= 500 || answer.status === 429) throw new Error("later");
      if (answer.redirected && /\/login\//.test(answer.url)) throw new Error("signed out");  // kept until its owner is back
      return drop().then(function () {
        if (answer.redirected) { window.location.assign(answer.url); return null; }
        return answer.text().then(function (text) { d.open(); d.write(text); d.close(); });
      });
    });
  };
  var retry = function () {
    if (busy) return;
    busy = true;
    stored("get").then(function (parcel) {
      if (!parcel) return null;
      if (Date.now() - parcel.at > KEEP) return drop();
      box.hidden = false;
      return unlocked(parcel).then(send);
    }).catch(function () {}).then(function () { busy = false; });
  };
  form.addEventListener("submit", function (e) {
    if (e.submitter && e.submitter.name === "find") return;
    e.preventDefault();
    if (busy) return;
    busy = true;
    gathered().then(function (pairs) {
      return send(pairs).catch(function () {
        return locked(pairs).then(function () { box.hidden = false; box.scrollIntoView({ block: "center" }); });
      });
    }).then(function () { busy = false; });
  });
  box.querySelector("[data-drop]").addEventListener("click", drop);
  window.addEventListener("online", retry);
  window.setInterval(retry, 20000);
  retry();
})(document);
