// Runs inside the editor's canvas, which is the shop's own page in a frame of the same origin.
// The page stays as the server drew it; this script swaps changed blocks in, draws marks above the page and reports what people do to window.parent.
const up = window.parent === window ? null : window.parent;
const editor = () => up?.rendrixEditor;
const meta = name => document.querySelector(`meta[name="rendrix-${name}"]`)?.content;
const rootId = meta('root') ?? 'root';
const root = () => block(rootId) ?? document.body;
// Header and footer of every page stand around this one. They are not its blocks; pressing them names them, "@header" and "@footer".
const parts = { '@header': '.site-head', '@footer': '.site-foot' };
const block = id => id && document.querySelector(parts[id] ?? `[data-ed="${CSS.escape(id)}"]`);
const partOf = node => blockOf(node) ? null : Object.keys(parts).find(id => (node?.nodeType === 1 ? node : node?.parentElement)?.closest(parts[id])) ?? null;
const blockOf = node => (node?.nodeType === 1 ? node : node?.parentElement)?.closest('[data-ed]') ?? null;
let version = Number(meta('version') ?? 0);

// ---- Patches: a block without its children; each child is a placeholder that the living element replaces -------------------------
const held = new Map();

function patch(batch, to) {
  // One block that holds no others is looked up alone; else all are known before the first is changed, because one that moves is taken out before it is put in.
  const living = batch.length === 1 && !batch[0].html.includes('data-ed-keep') ? new Map([[batch[0].id, block(batch[0].id)]])
    : new Map([...document.querySelectorAll('[data-ed]')].map(el => [el.dataset.ed, el]));
  for (const { id, html } of batch) {
    // A text that is being written waits for its own patch, and for one that would bring its block anew with everything around it.
    if (writing && (writing.id === id || html.includes(`data-ed="${writing.id}"`))) { held.set(id, html); continue; }
    const old = living.get(id);
    if (!old) continue;
    const next = parse(html);
    if (next) morph(old, next, living);
  }
  version = to;
  // With the frame that lays the page out: measuring here would make the browser do it twice.
  redraw();
}

function parse(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content.firstElementChild;
}

const isKeep = node => node.nodeName === 'TEMPLATE' && node.dataset.edKeep !== undefined;
const isBlock = node => node.nodeType === 1 && node.dataset?.ed !== undefined;

function morph(old, next, living) {
  if (old.nodeName !== next.nodeName) {
    settle(next, living);
    old.replaceWith(next);
    living.set(next.dataset.ed, next);
    return;
  }
  for (const { name } of [...old.attributes]) if (!next.hasAttribute(name) && !(name === 'open' && old.nodeName === 'DETAILS')) old.removeAttribute(name);
  for (const { name, value } of next.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);

  const spare = [...old.childNodes].filter(node => !isBlock(node));
  const list = [];
  for (const node of [...next.childNodes]) {
    if (isKeep(node)) {
      const kept = living.get(node.dataset.edKeep);
      if (kept) list.push(kept);
    } else if (node.nodeName === 'TEMPLATE' && node.dataset.edBody !== undefined) {
      // What header and footer stand around is not theirs to draw: everything up to their next own element stays.
      const after = node.nextElementSibling;
      while (spare.length && !(after && spare[0].nodeName === after.nodeName && spare[0].dataset?.edSlot === after.dataset.edSlot)) list.push(spare.shift());
    } else if (isBlock(node)) {
      list.push(node);
    } else {
      const at = spare.findIndex(s => s.nodeType === node.nodeType && s.nodeName === node.nodeName);
      if (at < 0) { settle(node, living); list.push(node); continue; }
      const same = spare.splice(0, at + 1).pop();
      if (same.nodeType === 1) morph(same, node, living);
      else if (same.data !== node.data) same.data = node.data;
      list.push(same);
    }
  }
  const stays = new Set(list);
  for (const child of [...old.childNodes]) if (!stays.has(child)) child.remove();
  let at = old.firstChild;
  for (const child of list) {
    if (child === at) at = at.nextSibling;
    else old.insertBefore(child, at);
  }
}

function settle(node, living) {
  if (node.nodeType !== 1) return;
  for (const keep of node.querySelectorAll('template[data-ed-keep]')) {
    const kept = living.get(keep.dataset.edKeep);
    if (kept) keep.replaceWith(kept); else keep.remove();
  }
}

// ---- Marks above the page: a host outside the page's own elements, so that nothing of the page changes -----------------------------
const host = document.createElement('rendrix-marks');
// Contained: moving a mark lays out the marks alone, and never the page below them.
host.setAttribute('style', 'position:absolute;left:0;top:0;width:0;height:0;z-index:2147483000;display:block;contain:layout style size');
const shadow = host.attachShadow({ mode: 'open' });
shadow.innerHTML = `<style>
  :host { all: initial; }
  * { box-sizing: border-box; }
  .frame { position: absolute; pointer-events: none; border: 2px solid #2450E6; box-shadow: 0 0 0 1px rgb(255 255 255 / .8), inset 0 0 0 1px rgb(255 255 255 / .5); }
  .hover { border-width: 1px; box-shadow: 0 0 0 1px rgb(255 255 255 / .6); }
  .peer { border-width: 1.5px; }
  .chrome { position: absolute; font: 560 11px/1 "Inter Variable", system-ui, sans-serif; letter-spacing: 0; }
  .tag { height: 22px; padding: 0 8px; display: flex; align-items: center; background: #2450E6; color: #fff; border-radius: 5px 5px 0 0; white-space: nowrap; pointer-events: none; }
  .tools { display: flex; align-items: center; padding: 3px; border-radius: 9px; background: #fff; color: #4A5160; box-shadow: 0 0 0 1px rgb(20 23 31 / .06), 0 6px 16px -4px rgb(20 23 31 / .14), 0 2px 4px rgb(20 23 31 / .05); }
  .tools.dark { background: #1F2430; color: #B6BCC9; box-shadow: 0 0 0 1px rgb(255 255 255 / .07), 0 8px 20px -4px rgb(0 0 0 / .6); }
  .tools button { display: grid; place-items: center; width: 28px; height: 28px; padding: 0; border: 0; border-radius: 6px; background: none; color: inherit; cursor: pointer; }
  .tools button:hover:not(:disabled) { background: rgb(127 135 155 / .18); }
  .tools button:disabled { opacity: .35; cursor: default; }
  .tools button:focus-visible { outline: 2px solid #2450E6; outline-offset: -2px; }
  .tools .grip { cursor: grab; touch-action: none; }
  .tools.rich button { width: auto; min-width: 28px; padding: 0 6px; font: 560 12px/1 "Inter Variable", system-ui, sans-serif; }
  .tools.rich i { all: unset; font-style: italic; }
  .tools svg { width: 16px; height: 16px; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
  .tools i { width: 1px; height: 16px; margin: 0 3px; background: currentColor; opacity: .25; }
  @media (pointer: coarse) { .tools button { width: 44px; height: 44px; } }
  .line { position: absolute; height: 2px; background: #2450E6; box-shadow: 0 0 0 1px rgb(255 255 255 / .7); pointer-events: none; }
  .line.v { height: auto; width: 2px; }
  .line::before, .line::after { content: ""; position: absolute; width: 8px; height: 8px; border-radius: 50%; background: #fff; box-shadow: inset 0 0 0 2px #2450E6; left: -4px; top: -3px; }
  .line::after { left: auto; right: -4px; }
  .line.v::before { left: -3px; top: -4px; } .line.v::after { left: -3px; right: auto; top: auto; bottom: -4px; }
  .line span { position: absolute; left: 50%; top: 1px; translate: -50% -50%; padding: 4px 9px; border-radius: 99px; background: #2450E6; color: #fff; font: 560 11px/1 "Inter Variable", system-ui, sans-serif; white-space: nowrap; }
  [hidden] { display: none !important; }
</style>
<div class="peers"></div>
<div class="also"></div>
<div class="frame hover" hidden></div>
<div class="frame sel" hidden></div>
<div class="chrome tag" hidden></div>
<div class="chrome tools" role="toolbar" hidden></div>
<div class="chrome tools rich" role="toolbar" aria-label="Text" hidden></div>
<div class="line" hidden><span></span></div>`;
const $ = selector => shadow.querySelector(selector);
const marks = { hover: $('.hover'), sel: $('.sel'), tag: $('.tag'), tools: $('.tools'), rich: $('.rich'), line: $('.line'), peers: $('.peers'), also: $('.also') };

const icons = {
  grip: '<circle cx="9" cy="12" r="1"/><circle cx="9" cy="5" r="1"/><circle cx="9" cy="19" r="1"/><circle cx="15" cy="12" r="1"/><circle cx="15" cy="5" r="1"/><circle cx="15" cy="19" r="1"/>',
  up: '<path d="m5 12 7-7 7 7"/><path d="M12 19V5"/>', down: '<path d="M12 5v14"/><path d="m19 12-7 7-7-7"/>',
  parent: '<path d="m9 14-5-5 5-5"/><path d="M4 9h10a6 6 0 0 1 6 6v5"/>',
  copy: '<rect width="14" height="14" x="8" y="8" rx="2"/><path d="M4 16c-1.1 0-2-.9-2-2V4c0-1.1.9-2 2-2h10c1.1 0 2 .9 2 2"/>',
  trash: '<path d="M3 6h18"/><path d="M19 6v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6"/><path d="M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2"/>',
};
const button = (act, label, icon) => `<button type="button" data-act="${act}" aria-label="${label}" title="${label}"${act === 'grip' ? ' class="grip"' : ''}><svg viewBox="0 0 24 24" aria-hidden="true">${icons[icon]}</svg></button>`;
marks.tools.innerHTML = button('grip', 'Drag to move', 'grip') + button('up', 'Move up', 'up') + button('down', 'Move down', 'down') + '<i></i>'
  + button('parent', 'Select the block around it', 'parent') + button('duplicate', 'Duplicate', 'copy') + '<i></i>' + button('remove', 'Delete', 'trash');
marks.tools.addEventListener('click', e => {
  const act = e.target.closest('[data-act]')?.dataset.act;
  if (act && act !== 'grip') editor()?.act(act, selected?.id);
});

marks.rich.innerHTML = [['bold', 'Bold', '<b>B</b>'], ['italic', 'Italic', '<i>I</i>'], ['link', 'Link', '↗'], ['p', 'Paragraph', '¶'], ['h2', 'Heading', 'H2'], ['h3', 'Smaller heading', 'H3'], ['insertUnorderedList', 'List', '•'], ['insertOrderedList', 'Numbered list', '1.'], ['removeFormat', 'Plain text', 'Tx']]
  .map(([name, label, face]) => `<button type="button" data-style="${name}" aria-label="${label}" title="${label}">${face}</button>`).join('');

let selected = null, peers = [], scale = 1, drawing = 0;

function box(el) {
  let r = el.getBoundingClientRect();
  // An element without a box (one that tells devices apart) is as large as what shows inside it.
  for (const inner of r.width === 0 && r.height === 0 ? el.querySelectorAll('*') : []) {
    const at = inner.getBoundingClientRect();
    if (at.width || at.height) { r = at; break; }
  }
  return { left: r.left + scrollX, top: r.top + scrollY, width: r.width, height: r.height };
}
function put(mark, rect) {
  mark.hidden = !rect;
  if (rect) Object.assign(mark.style, { left: rect.left + 'px', top: rect.top + 'px', width: rect.width + 'px', height: rect.height + 'px' });
}

/** Draws all marks where their blocks are now. First everything is measured, then everything is written: a page of hundreds of blocks is laid out once. */
function draw() {
  const el = selected && block(selected.id), k = 1 / scale;
  const r = el ? box(el) : null, t = el && writing?.rich ? box(writing.el) : null, [x, y, wide] = [scrollX, scrollY, innerWidth];
  const also = (selected?.also ?? []).filter(id => id !== selected.id).map(block).filter(Boolean).map(box);
  const others = peers.map(peer => ({ peer, at: block(peer.id) })).filter(p => p.at).map(({ peer, at }) => ({ peer, r: box(at) }));
  put(marks.sel, r);
  marks.tag.hidden = !el;
  marks.tools.hidden = !el || selected.id === rootId || selected.id in parts || !!writing || dragging;
  marks.rich.hidden = !t;
  if (r) {
    const above = r.top - y > 24 * k;
    marks.tag.textContent = selected.name ?? '';
    marks.tag.style.zoom = marks.tools.style.zoom = k;
    Object.assign(marks.tag.style, { left: r.left / k + 'px', top: (above ? r.top / k - 22 : r.top / k) + 'px', borderRadius: above ? '5px 5px 0 0' : '0 0 5px 0' });
    const right = Math.min(r.left + r.width, wide + x) / k - toolsWide() - 8;
    Object.assign(marks.tools.style, { left: Math.max(4, right) + 'px', top: Math.max(y / k + 4, (above ? r.top / k - 18 : r.top / k + 4)) + 'px' });
    for (const b of marks.tools.querySelectorAll('button')) b.disabled = selected.can ? selected.can[b.dataset.act] === false : false;
  }
  if (t) {
    marks.rich.style.zoom = k;
    Object.assign(marks.rich.style, { left: Math.max(4, t.left / k) + 'px', top: Math.max(y / k + 4, t.top / k - 42) + 'px' });
  }
  if (also.length || marks.also.firstChild) marks.also.replaceChildren(...also.map(at => {
    const frame = document.createElement('div');
    frame.className = 'frame';
    put(frame, at);
    return frame;
  }));
  if (others.length || marks.peers.firstChild) marks.peers.replaceChildren(...others.flatMap(({ peer, r: at }) => {
    const frame = document.createElement('div'), flag = document.createElement('div');
    frame.className = 'frame peer';
    frame.style.borderColor = peer.color;
    put(frame, at);
    flag.className = 'chrome tag';
    flag.textContent = peer.name;
    Object.assign(flag.style, { background: peer.color, zoom: k, left: at.left / k + 'px', top: Math.max(0, at.top / k - 22) + 'px' });
    return [frame, flag];
  }));
}
/** Width of the toolbar in its own pixels: measured once, since it holds the same buttons always. */
let toolsWidth = 0;
function toolsWide() { return toolsWidth ||= marks.tools.offsetWidth; }
function redraw() { drawing ||= requestAnimationFrame(() => { drawing = 0; draw(); }); }

// ---- Selection: the frame is drawn here at once, the editor hears about it --------------------------------------------------------------
document.addEventListener('click', e => {
  if (host.contains(e.target)) return;
  if (writing?.el.contains(e.target)) return;
  e.preventDefault();
  e.stopPropagation();
  const el = blockOf(e.target);
  const id = el?.dataset.ed ?? partOf(e.target);
  if (swallow) { swallow = false; return; }
  const more = el && id !== rootId && (e.shiftKey || e.ctrlKey || e.metaKey);
  if (!more && (selected?.id !== id || selected?.also?.length > 1)) { selected = id ? { id, name: '' } : null; draw(); }
  editor()?.select(id, !!more);
  if (more) return;
  if (matchMedia('(pointer: coarse)').matches && el) { const text = e.target.closest('[data-ed-prop]'); if (text && blockOf(text) === el) write(text); }
}, true);
document.addEventListener('submit', e => e.preventDefault(), true);
document.addEventListener('dragstart', e => e.preventDefault(), true);
// Files dropped or pasted here go to the media library; the editor's window sends them and puts them where they landed.
const filesIn = e => up?.rendrixDrop && [...(e.dataTransfer?.types ?? [])].includes('Files');
document.addEventListener('dragover', e => {
  if (!filesIn(e)) return;
  e.preventDefault();
  e.dataTransfer.dropEffect = 'copy';
  const el = blockOf(e.target);
  put(marks.hover, el && el.dataset.ed !== rootId ? box(el) : null);
});
document.addEventListener('dragleave', e => { if (!e.relatedTarget) put(marks.hover, null); });
document.addEventListener('drop', e => {
  if (!filesIn(e)) return;
  e.preventDefault();
  put(marks.hover, null);
  up.rendrixDrop([...e.dataTransfer.files], blockOf(e.target)?.dataset.ed ?? null);
});
document.addEventListener('paste', e => {
  const files = [...(e.clipboardData?.files ?? [])];
  if (writing || !files.length || !up?.rendrixDrop) return;
  e.preventDefault();
  up.rendrixDrop(files, selected?.id ?? null);
});
let over = null;
document.addEventListener('pointerover', e => {
  const el = host.contains(e.target) || dragging ? null : blockOf(e.target) ?? block(partOf(e.target));
  if (el === over) return;
  over = el;
  put(marks.hover, el && el !== block(selected?.id) && el.dataset.ed !== rootId ? box(el) : null);
});
document.documentElement.addEventListener('pointerleave', () => { over = null; put(marks.hover, null); });

// What keys do is in the editor's one table. While somebody writes here, only what works everywhere does.
document.addEventListener('keydown', e => { if (!dragging) editor()?.key(e); });

// ---- Text typed on the page itself -------------------------------------------------------------------------------------------------------
let writing = null;

document.addEventListener('dblclick', e => {
  const text = e.target.closest?.('[data-ed-prop]');
  if (text && blockOf(text)) { e.preventDefault(); write(text, e); }
}, true);

function write(el, at) {
  if (writing?.el === el) return;
  finish(true);
  const rich = el.hasAttribute('data-ed-rich'), now = rich ? el.innerHTML : el.textContent;
  writing = { el, rich, id: blockOf(el).dataset.ed, prop: el.dataset.edProp, before: now, sent: now, timer: 0 };
  el.setAttribute('contenteditable', rich ? 'true' : 'plaintext-only');
  el.style.outline = 'none';
  el.focus({ preventScroll: true });
  if (rich) document.execCommand('defaultParagraphSeparator', false, 'p');
  if (at && !rich) { const range = document.createRange(); range.selectNodeContents(el); const s = getSelection(); s.removeAllRanges(); s.addRange(range); }
  draw();
  put(marks.sel, box(el));
}
function send() {
  if (!writing) return;
  clearTimeout(writing.timer);
  writing.timer = 0;
  const text = writing.rich ? writing.el.innerHTML : writing.el.innerText.replace(/\n$/, '').replace(/\u00a0/g, ' ');
  if (text === writing.sent) return;
  const was = writing.sent;
  writing.sent = text;
  editor()?.text(writing.id, writing.prop, text, was);
}
function finish(keep) {
  if (!writing) return;
  const { el, rich, id, prop, before } = writing;
  if (keep) send();
  else { clearTimeout(writing.timer); if (writing.sent !== before) editor()?.text(id, prop, before, writing.sent); }
  const last = keep ? writing.sent : before;
  writing = null;
  el.removeAttribute('contenteditable');
  el.style.removeProperty('outline');
  if (!el.getAttribute('style')) el.removeAttribute('style');
  if (rich) el.innerHTML = last; else el.textContent = last;
  const late = [...held].map(([id, html]) => ({ id, html }));
  held.clear();
  if (late.length) patch(late, version);
  editor()?.written(id);
  draw();
}
document.addEventListener('input', e => {
  if (!writing || !writing.el.contains(e.target)) return;
  // The letter first; the frame follows where the text has grown to.
  writing.marking ||= requestAnimationFrame(() => { if (!writing) return; writing.marking = 0; put(marks.sel, box(writing.el)); });
  writing.timer ||= setTimeout(send, 150);
});
document.addEventListener('keydown', e => {
  if (!writing) return;
  // Keys of an input method belong to it until the word is composed.
  if (e.isComposing || e.keyCode === 229) return;
  // Escape leaves the text as it is: whoever wants the old one back has undo, and nobody loses a sentence by leaving.
  if (e.key === 'Escape') { e.preventDefault(); finish(true); }
  else if (writing.rich && (e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'k') { e.preventDefault(); style('link'); }
  else if (writing.rich && (e.ctrlKey || e.metaKey) && e.key === 'Enter') { e.preventDefault(); finish(true); }
  else if (writing.rich && e.key === 'Enter') return;
  else if (e.key === 'Enter' && !(e.shiftKey && writing.el.hasAttribute('data-ed-lines'))) { e.preventDefault(); finish(true); }
  else if (e.key === 'Tab') { e.preventDefault(); finish(true); }
}, true);
document.addEventListener('focusout', e => { if (writing && e.target === writing.el && !host.contains(e.relatedTarget)) finish(true); });
document.addEventListener('paste', e => {
  if (!writing?.rich) return;
  // Words come without the looks of where they were copied from.
  e.preventDefault();
  document.execCommand('insertText', false, e.clipboardData.getData('text/plain'));
});

/** A mark or a form for the selected words of a rich text; the server keeps only what it knows. */
function style(name) {
  if (!writing?.rich) return;
  writing.el.focus({ preventScroll: true });
  if (name === 'link') {
    const address = (up ?? window).prompt('Where does the link go? A path such as /products, or an address with https://. Leave it empty for no link.');
    if (address === '') document.execCommand('unlink');
    else if (address && /^(https?:\/\/|\/(?!\/)|#|mailto:|tel:)/i.test(address)) document.execCommand('createLink', false, address);
  } else if (/^(h2|h3|p)$/.test(name)) document.execCommand('formatBlock', false, name);
  else document.execCommand(name);
  send();
}
marks.rich.addEventListener('mousedown', e => e.preventDefault());
marks.rich.addEventListener('click', e => { const name = e.target.closest('[data-style]')?.dataset.style; if (name) style(name); });
document.addEventListener('pointerdown', e => { if (writing && !writing.el.contains(e.target)) finish(true); }, true);

// ---- Dragging: the aim is answered here, for what comes from the panels and for blocks that move ------------------------------------------
let dragging = false, swallow = false;

/** Whether a slot lays its blocks out side by side. A list of one tells it by its style alone. */
function isRow(slot, children) {
  const style = getComputedStyle(slot);
  if (style.display.includes('flex')) return style.flexDirection.startsWith('row');
  if (style.display.includes('grid')) return style.gridTemplateColumns.split(' ').filter(c => parseFloat(c) > 0).length > 1 || style.gridAutoFlow.startsWith('column');
  return children.some((child, i) => i > 0 && beside(children[i - 1].getBoundingClientRect(), child.getBoundingClientRect()));
}
const beside = (a, b) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.height, b.height) / 2;
const away = (r, x, y) => Math.hypot(Math.max(r.left - x, 0, x - r.right), Math.max(r.top - y, 0, y - r.bottom));
/** The box of a block; one without a box of its own has that of what shows inside. */
const seen = el => { const b = box(el); return new DOMRect(b.left - scrollX, b.top - scrollY, b.width, b.height); };
const blocksIn = slot => [...slot.querySelectorAll('[data-ed]')].filter(el => el.parentElement.closest('[data-ed-slot]') === slot && el.nodeName !== 'TEMPLATE' && !el.parentElement.closest('[data-ed]')?.matches('template'));

/** Where a block would land at a point of the frame's own window; places is the list of "parent/slot" that may take it. Draws the line. */
function aim(x, y, places, name, moving) {
  dragging = true;
  marks.tools.hidden = true;
  put(marks.hover, null);
  const skip = (moving ? [moving].flat() : []).map(block).filter(Boolean), takes = new Set(places);
  let slot = document.elementFromPoint(x, y)?.closest('[data-ed-slot]') ?? root().querySelector('[data-ed-slot]') ?? (root().hasAttribute('data-ed-slot') ? root() : null);
  for (; slot; slot = slot.parentElement?.closest('[data-ed-slot]')) {
    const owner = slot.closest('[data-ed]');
    if (!owner || skip.some(el => el.contains(slot))) continue;
    if (takes.has(`${owner.dataset.ed}/${slot.dataset.edSlot}`)) break;
  }
  if (!slot) { marks.line.hidden = true; return null; }
  const children = blocksIn(slot).filter(el => !skip.includes(el));
  // The nearest block decides; on which side of it depends on how the place lays blocks out.
  let near = -1, least = Infinity;
  children.forEach((child, i) => { const d = away(seen(child), x, y); if (d < least) { least = d; near = i; } });
  const sideways = children.length > 0 && isRow(slot, children);
  let index = 0;
  if (near >= 0) {
    const r = seen(children[near]), rtl = getComputedStyle(slot).direction === 'rtl';
    const after = sideways ? (x > r.left + r.width / 2) !== rtl : y > r.top + r.height / 2;
    index = near + (after ? 1 : 0);
  }
  line(slot, children, index, near, sideways, name);
  return { parent: slot.closest('[data-ed]').dataset.ed, slot: slot.dataset.edSlot, index: counted(slot, children, index, skip) };
}
/** Hidden blocks have no place on the page, but they count. */
function counted(slot, children, index, skip) {
  const all = [...slot.querySelectorAll('[data-ed]')].filter(el => el.parentElement.closest('[data-ed-slot]') === slot && !skip.includes(el));
  return index < children.length ? all.indexOf(children[index]) : children.length ? all.indexOf(children.at(-1)) + 1 : all.length;
}
function line(slot, children, index, near, sideways, name) {
  const wide = slot.getBoundingClientRect(), on = near >= 0 ? seen(children[near]) : null, after = near >= 0 && index > near;
  const other = near >= 0 ? children[after ? near + 1 : near - 1] : null, next = other && seen(other);
  marks.line.hidden = false;
  marks.line.classList.toggle('v', sideways);
  marks.line.firstElementChild.textContent = name ? `${name} goes here` : '';
  marks.line.firstElementChild.style.zoom = 1 / scale;
  let at;
  if (!on) at = { left: wide.left, top: wide.top + Math.min(12, wide.height / 2), width: wide.width, height: 2 };
  else if (sideways) {
    const rtl = getComputedStyle(slot).direction === 'rtl', edge = after !== rtl ? on.right : on.left;
    // Between two neighbors of a row the line stands in the middle of their gap.
    const middle = next && beside(on, next) ? (edge + (after !== rtl ? next.left : next.right)) / 2 : edge;
    at = { left: middle - 1, top: on.top, width: 2, height: on.height };
  } else {
    const edge = after ? on.bottom : on.top, middle = next ? (edge + (after ? next.top : next.bottom)) / 2 : edge;
    at = { left: wide.left, top: middle - 1, width: wide.width, height: 2 };
  }
  Object.assign(marks.line.style, { left: at.left + scrollX + 'px', top: at.top + scrollY + 'px', width: at.width + 'px', height: at.height + 'px' });
}
/** Draws the line for a place that is known already: something is carried by keyboard. */
function land({ parent, slot: name, index, name: words, moving }) {
  const owner = block(parent), slot = owner && [owner, ...owner.querySelectorAll('[data-ed-slot]')].find(el => el.dataset.edSlot === name && el.closest('[data-ed]') === owner);
  if (!slot) { unaim(); return; }
  const skip = moving.map(block), children = blocksIn(slot).filter(el => !skip.includes(el)), at = Math.min(index, children.length);
  line(slot, children, at, children.length === 0 ? -1 : at === children.length ? at - 1 : at, children.length > 0 && isRow(slot, children), words);
  // By hand: scrollIntoView would scroll the editor around the frame too.
  const shown = marks.line.getBoundingClientRect();
  if (shown.top < 40 || shown.bottom > innerHeight - 40) scrollBy({ top: shown.top - innerHeight / 2, behavior: 'instant' });
}
function unaim() { dragging = false; marks.line.hidden = true; draw(); }

// The grip, or the selected block itself, is taken by the pointer; a finger takes any block by resting on it.
let taken = null;
marks.tools.addEventListener('pointerdown', e => { if (e.target.closest('.grip') && selected) { e.preventDefault(); take(e, selected.id, 0); } });
document.addEventListener('pointerdown', e => {
  if (host.contains(e.target) || writing || e.button !== 0) return;
  const at = blockOf(e.target), own = selected && selected.id !== rootId && !(selected.id in parts) ? block(selected.id) : null;
  const el = own?.contains(e.target) ? own : e.pointerType === 'touch' && at?.dataset.ed !== rootId ? at : null;
  if (el) take(e, el.dataset.ed, e.pointerType === 'touch' ? 400 : -1);
});
function take(e, id, rest) {
  taken = { id, pointer: e.pointerId, x: e.clientX, y: e.clientY, on: false, rest, timer: 0, to: null, places: null, ids: [id], frame: 0 };
  if (rest > 0) taken.timer = setTimeout(() => { navigator.vibrate?.(10); carry(); }, rest);
  addEventListener('pointermove', moved, true);
  addEventListener('pointerup', dropped, true);
  addEventListener('pointercancel', given, true);
  addEventListener('keydown', escaped, true);
}
function carry() {
  const mine = taken;
  mine.on = true;
  dragging = true;
  try { document.documentElement.setPointerCapture(mine.pointer); } catch { /* The pointer is gone already; its end comes next. */ }
  document.documentElement.style.cursor = 'grabbing';
  getSelection()?.removeAllRanges();
  Promise.resolve(editor()?.carried(mine.id)).then(ids => { mine.ids = ids ?? [mine.id]; return editor()?.places(mine.ids); }).then(list => { if (taken === mine) { mine.places = list ?? []; look(); } });
  const tick = () => { if (taken !== mine) return; if (edge(mine.y)) look(); mine.frame = requestAnimationFrame(tick); };
  mine.frame = requestAnimationFrame(tick);
}
function look() {
  const name = taken.ids.length > 1 ? `${taken.ids.length} blocks` : selected?.id === taken.id ? selected.name : 'Block';
  if (taken.places) taken.to = aim(taken.x, taken.y, taken.places, name, taken.ids);
}
function moved(e) {
  if (e.pointerId !== taken.pointer) return;
  const went = Math.hypot(e.clientX - taken.x, e.clientY - taken.y);
  if (!taken.on) {
    if (taken.rest > 0) { if (went > 8) letGo(false); return; }
    if (went < (taken.rest === 0 ? 2 : 6)) return;
    carry();
  }
  e.preventDefault();
  [taken.x, taken.y] = [e.clientX, e.clientY];
  look();
}
function dropped(e) { if (e.pointerId === taken.pointer) letGo(true); }
function given(e) { if (e.pointerId === taken.pointer) letGo(false); }
function escaped(e) { if (e.key === 'Escape' && taken.on) { e.preventDefault(); e.stopPropagation(); letGo(false); } }
function letGo(done) {
  const { on, to, id, timer, frame } = taken;
  clearTimeout(timer);
  cancelAnimationFrame(frame);
  for (const [name, does] of [['pointermove', moved], ['pointerup', dropped], ['pointercancel', given], ['keydown', escaped]]) removeEventListener(name, does, true);
  taken = null;
  if (!on) return;
  document.documentElement.style.removeProperty('cursor');
  if (!document.documentElement.getAttribute('style')) document.documentElement.removeAttribute('style');
  swallow = true;
  setTimeout(() => { swallow = false; }, 60);
  unaim();
  if (done && to) editor()?.move(id, to.parent, to.slot, to.index);
}
document.addEventListener('touchmove', e => { if (taken?.on) e.preventDefault(); }, { passive: false });
document.addEventListener('contextmenu', e => { if (taken?.rest > 0) e.preventDefault(); });

/** Scrolls when the pointer is held near the upper or lower edge; answers whether it did. */
function edge(y) {
  const near = 60 / scale, step = y < near ? y - near : y > innerHeight - near ? y - innerHeight + near : 0;
  if (!step) return false;
  const before = scrollY;
  scrollBy({ top: Math.max(-22, Math.min(22, step / 3)), behavior: 'instant' });
  return scrollY !== before;
}

// ---- A long page opens at once: only its first sections are laid out, the others while nothing else is to be done --------------------------
const idle = window.requestIdleCallback ?? (then => setTimeout(then, 50));
const later = [...document.styleSheets].filter(s => s.href?.includes('/css/canvas')).flatMap(s => [...s.cssRules]).find(r => r.style?.contentVisibility === 'auto');
let laidOut = 8, begun = false;
function layOut() {
  if (begun || !later) return;
  begun = true;
  idle(function step() {
    laidOut += 6;
    later.selectorText = `.blocks[data-ed]>[data-ed]:nth-child(n+${laidOut})`;
    if (laidOut > (document.querySelector('.blocks[data-ed]')?.children.length ?? 0)) later.style.contentVisibility = '';
    else idle(step, { timeout: 1000 });
  }, { timeout: 1000 });
}

// ---- What the editor calls ------------------------------------------------------------------------------------------------------------------
window.rendrixCanvas = {
  patch,
  select(next, reveal) {
    selected = next;
    const el = next && block(next.id);
    // What stands in a closed tab, menu or point is shown while it is selected.
    for (let fold = el?.closest('details'); fold; fold = fold.parentElement?.closest('details')) if (fold.matches('.tab, .mega, .spot')) fold.open = true;
    if (el && reveal) {
      const r = el.getBoundingClientRect();
      // A way of some screens is shown; a longer one would flicker by and keep the browser busy while the person goes on.
      const far = Math.max(-r.bottom, r.top - innerHeight) > 2 * innerHeight || matchMedia('(prefers-reduced-motion: reduce)').matches;
      if (r.bottom < 40 || r.top > innerHeight - 40) el.scrollIntoView({ block: r.height > innerHeight ? 'start' : 'center', behavior: far ? 'instant' : 'smooth' });
    }
    draw();
  },
  peers(list) { peers = list; draw(); },
  zoom(value, dark) { scale = value; marks.tools.classList.toggle('dark', !!dark); draw(); layOut(); },
  aim, unaim, edge, land,
  write(id, prop) {
    const el = [...block(id)?.querySelectorAll(prop ? `[data-ed-prop="${CSS.escape(prop)}"]` : '[data-ed-prop]') ?? []].find(text => blockOf(text)?.dataset.ed === id);
    if (el) write(el, {});
  },
};

document.documentElement.append(host);
new ResizeObserver(redraw).observe(document.body);
addEventListener('resize', redraw);
addEventListener('scroll', redraw, { passive: true });
addEventListener('load', redraw, true);
editor()?.ready(version);
