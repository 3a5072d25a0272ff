"""Letters that look alike are measured once: what axe has found strong enough is known on the next page too.

The contrast of letters follows from their colour, size and weight and from the backgrounds below them. Two
texts with the same of all these have the same contrast, on whatever page and in whatever look they stand.
So axe is asked about a text only where it has not yet measured its like and found it well. That the
backgrounds below a text are those of the elements around it is looked at for each text: it lies within each
of them, and nothing else that has a background or is a picture touches it. Where this does not hold, or
where axe could not tell, axe is asked every time; what it finds wrong is never kept.
"""

KNOWN = """known => {
  const rule = axe._audit.rules.find(one => one.id === "color-contrast");
  const check = axe._audit.checks["color-contrast"];
  const matches = rule.matches, evaluate = check.evaluate, well = new Set(known), fresh = [];
  const PICTURES = new Set(["IMG", "svg", "CANVAS", "VIDEO", "IFRAME", "OBJECT", "EMBED"]);
  const FIELDS = new Set(["INPUT", "TEXTAREA", "SELECT"]), letters = document.createRange();
  const PLAIN = "1 none none normal none";
  let around, like, covers;

  const chain = one => {
    if (!one) return {said: "", backs: []};
    if (around.has(one)) return around.get(one);
    const above = chain(one.parentElement), style = getComputedStyle(one);
    const {opacity, filter, backdropFilter, mixBlendMode, maskImage} = style;
    const mixed = [opacity, filter, backdropFilter, mixBlendMode, maskImage].join(" ");
    const below = `${style.backgroundColor} ${style.backgroundImage} ${style.backgroundClip}`;
    const bare = below.startsWith("rgba(0, 0, 0, 0) none ");
    const said = above.said + (mixed === PLAIN ? "" : `/${mixed}`) + (bare ? "" : `/${below}`);
    const page = one === document.body || one === document.documentElement;
    const backs = bare || page ? above.backs : [...above.backs, one.getBoundingClientRect()];
    const found = {said, style, backs};
    around.set(one, found);
    if (!page && (!bare || PICTURES.has(one.tagName)) && one.checkVisibility({visibilityProperty: true}))
      covers.push([one, one.getBoundingClientRect()]);
    return found;
  };
  const boxes = one => FIELDS.has(one.tagName) ? [one.getBoundingClientRect()]
    : [...one.childNodes].filter(child => child.nodeType === 3 && child.nodeValue.trim()).flatMap(child => {
      letters.selectNodeContents(child);
      return [...letters.getClientRects()];
    });
  const hash = text => {
    let a = 0xdeadbeef, b = 0x41c6ce57;
    for (let n = 0; n < text.length; n++) {
      a = Math.imul(a ^ text.charCodeAt(n), 2654435761);
      b = Math.imul(b ^ text.charCodeAt(n), 1597334677);
    }
    a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
    b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
    return 4294967296 * (2097151 & b) + (a >>> 0);
  };
  const within = (box, back) => box.left >= back.left - .5 && box.right <= back.right + .5
    && box.top >= back.top - .5 && box.bottom <= back.bottom + .5;
  const touch = (box, other) => box.left < other.right && other.left < box.right
    && box.top < other.bottom && other.top < box.bottom;
  const made = one => {
    const found = boxes(one), {said, style, backs} = chain(one);
    if (!found.length || !found.every(box => backs.every(back => within(box, back)))) return 0;
    if (covers.some(([other, rect]) => !other.contains(one) && found.some(box => touch(box, rect)))) return 0;
    const {color, webkitTextFillColor, webkitTextStrokeColor, webkitTextStrokeWidth, textShadow} = style;
    return hash([said, color, webkitTextFillColor, webkitTextStrokeColor, webkitTextStrokeWidth, textShadow,
      style.fontSize, style.fontWeight].join());
  };
  const likeness = one => {
    if (!like.has(one)) like.set(one, made(one));
    return like.get(one);
  };
  rule.matches = function (node, ...more) {
    return !well.has(likeness(node)) && matches.call(this, node, ...more);
  };
  check.evaluate = function (node, ...more) {
    let told = {};
    const tell = this.data;
    this.data = found => { told = found || {}; return tell.call(this, found); };
    const found = evaluate.call(this, node, ...more);
    if (found === true && told.fgColor && told.bgColor && likeness(node) && !well.has(likeness(node))) {
      well.add(likeness(node));
      fresh.push(likeness(node));
    }
    return found;
  };
  window.alike = {fresh, begin: () => {
    around = new Map(); like = new Map(); covers = [];
    document.querySelectorAll("*").forEach(chain);
  }};
}"""
