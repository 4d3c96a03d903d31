// Looks of the page that a mouse, a finger or a wish for less motion would bring, switched on in the editor's canvas only.
// No element is touched: the rules of the frame's own style sheets say ":hover" and "(hover: none)" otherwise while a switch is on, and word for word
// what they said before once it is off. The sheets of the shop are other objects in other documents and never hear of it.
const features = /\(\s*(any-hover|hover|any-pointer|pointer|prefers-reduced-motion)\s*(?::\s*([a-z-]+)\s*)?\)/gi;
const always = '(min-width: 0px)', never = '(max-width: 0px)';
/** Rules that were read, each with what it says when nothing is switched on. */
const known = new WeakSet(), hovers = [], medias = [];
let now = { hover: '', touch: false, still: false, id: null }, timer = 0;

const inert = wish => !wish.hover && !wish.touch && !wish.still;

/** Reads the sheets that are new: the theme's is another one after each change of the theme. */
function read() {
  for (const list of [hovers, medias]) list.splice(0, list.length, ...list.filter(entry => entry.top.ownerNode));
  for (const sheet of document.styleSheets) visit(sheet, sheet);
}
function visit(sheet, top) {
  // Rules of another origin are not ours to read.
  if (known.has(sheet) || sheet.href && new URL(sheet.href, document.baseURI).origin !== location.origin) return;
  known.add(sheet);
  note(sheet, top);
  walk(sheet.cssRules, top);
}
function walk(rules, top) {
  for (const rule of rules ?? []) {
    if (rule.styleSheet) visit(rule.styleSheet, top);
    if (rule.selectorText?.includes(':hover')) hovers.push({ rule, said: rule.selectorText, top });
    note(rule, top);
    if (rule.cssRules?.length) walk(rule.cssRules, top);
  }
}
function note(owner, top) {
  const said = owner.media?.mediaText ?? '';
  features.lastIndex = 0;
  if (features.test(said)) medias.push({ media: owner.media, said, top });
}

/** What stands for ":hover". Each way weighs as much as ":hover" itself, so no rule wins that would have lost. */
function hover(selector, { hover, touch, id }) {
  if (hover === 'page') return ':is(:hover, *)';
  // Whoever is over a block is over everything around it too; inside :has() that cannot be asked.
  if (hover === 'block' && id) { const at = `[data-ed="${CSS.escape(id)}"]`; return `:is(:hover, ${at}, ${at} *${selector.includes(':has(') ? '' : `, :has(${at})`})`; }
  return touch ? ':is(:hover:not(*))' : ':hover';
}

/** What stands for a feature; itself where its switch is off. */
function feature(text, name, value, { touch, still }) {
  if (name === 'prefers-reduced-motion') return still ? value === 'no-preference' ? never : always : text;
  if (!touch) return text;
  if (name.endsWith('hover')) return value === 'none' ? always : never;
  return !value || value === 'coarse' ? always : never;
}

function apply() {
  if (!inert(now)) read();
  for (const { rule, said } of hovers) {
    const by = hover(said, now), next = by === ':hover' ? said : said.replaceAll(':hover', by);
    if (rule.selectorText !== next) rule.selectorText = next;
  }
  for (const { media, said } of medias) {
    const next = said.replace(features, (text, name, value) => feature(text, name.toLowerCase(), value?.toLowerCase() ?? '', now));
    if (media.mediaText !== next) media.mediaText = next;
  }
}

// A sheet that arrives or is written anew while a switch is on is read when it is there.
function later() { if (!inert(now)) { clearTimeout(timer); timer = setTimeout(apply); } }
new MutationObserver(later).observe(document.head, { childList: true, subtree: true, characterData: true });
addEventListener('load', e => { if (e.target.nodeName === 'LINK') later(); }, true);

window.rendrixStates = {
  /** Switches: hover is "" (as the mouse is), "block" or "page"; touch; still; id is the selected block. */
  set(next) {
    if (inert(now) && inert(next)) return;
    now = next;
    apply();
  },
};
