// The editor's page: passes between the circuit and the canvas frame. Keys, clipboard, dragging and the outline have files of their own.
import * as away from './editor-offline.js';
import * as keys from './editor-keys.js';
import * as clipboard from './editor-clipboard.js';
import * as drag from './editor-drag.js';
import * as tree from './editor-outline.js';

let net = null, shell = null, frame = null, wish = { width: 0 }, states = { hover: '', touch: false, still: false }, canvasSelected = null, canvasPeers = [], dark = false, awaited;

const canvas = () => frame?.contentWindow?.rendrixCanvas;
const call = (name, ...args) => net?.invokeMethodAsync(name, ...args).catch(error => { if (net) console.debug('editor', name, String(error)); });

export async function start(dotnet, root, width, keyTable) {
  await customElements.whenDefined('rendrix-frame');
  net = dotnet;
  shell = root;
  wish.width = width;
  // This file is read once, and the editor may be opened again in the same visit.
  window.rendrixEditor = api;
  [canvasSelected, canvasPeers, states, awaited] = [null, [], { hover: '', touch: false, still: false }, undefined];
  frame = root.querySelector('.ed-frame iframe');
  const theme = matchMedia('(prefers-color-scheme: dark)');
  const look = () => { dark = document.documentElement.dataset.theme === 'dark' || (theme.matches && document.documentElement.dataset.theme !== 'light'); fit(); };
  theme.addEventListener('change', look);
  new ResizeObserver(fit).observe(root.querySelector('.ed-stage'));
  root.addEventListener('pointerdown', lift);
  root.addEventListener('click', press);
  for (const kind of ['input', 'change']) root.addEventListener(kind, outdated, true);
  root.addEventListener('keydown', chipKeys);
  drag.start(root);
  tree.start(root, call);
  clipboard.start((name, text) => call(name, ...(text === undefined ? [] : [stream(text)])), text => call('Say', text));
  away.start(dotnet, root, () => frame?.contentDocument);
  look();
  // The frame may have loaded before this module did.
  const loaded = frame.contentWindow?.rendrixCanvas;
  if (loaded) api.ready(Number(frame.contentDocument.querySelector('meta[name="rendrix-version"]')?.content ?? 0));
  return startKeys(keyTable);
}

export function stop() {
  away.stop();
  keys.stop();
  clipboard.stop();
  net = null;
  window.rendrixEditor = undefined;
}

/** What the canvas calls on this window. */
const api = window.rendrixEditor = {
  ready(version) { if (!frame) return; fit(); putStates(); clipboard.listen(frame.contentDocument); canvas()?.peers(canvasPeers); if (canvasSelected) canvas()?.select(canvasSelected, true); call('CanvasReady', version); },
  select(id, more) {
    awaited = more ? undefined : id;
    for (const menu of shell.querySelectorAll('.ed-insp :popover-open')) menu.hidePopover();
    return call(more ? 'CanvasToggle' : 'CanvasSelect', id);
  },
  key: e => keys.handle(e, true),
  act: (act, id) => away.offline ? away.act(act, id) : call('CanvasAct', act, id ?? null),
  text(id, prop, value, was) { if (away.offline) away.keep(id, prop, value, was); else net?.invokeMethodAsync('CanvasText', id, prop, value, was ?? null).catch(() => away.keep(id, prop, value, was)); },
  written: id => call('CanvasWritten', id),
  carried: id => away.offline ? [id] : call('Carried', id),
  places: ids => away.offline ? away.places(ids[0]) : call('PlacesForBlocks', ids),
  move: (id, parent, slot, index) => away.offline ? away.move(id, parent, slot, index) : call('CanvasMove', id, parent, slot, index),
};

export function patch(batch, version) { canvas()?.patch(batch, version); }
export function reload() { frame?.contentWindow?.location.reload(); }
export function select(next, reveal) {
  [canvasSelected, awaited] = [next, undefined];
  putStates();
  canvas()?.select(next, reveal);
}
/** Hover, touch and reduced motion as the person switched them; a canvas that loads later gets them too. */
export function show(next) { states = next; putStates(); }
function putStates() { frame?.contentWindow?.rendrixStates?.set({ ...states, id: canvasSelected?.id ?? null }); }
export function peers(list) { canvasPeers = list; canvas()?.peers(list); }
export function focus(selector) { shell?.querySelector(selector)?.focus(); }

// Between a press on the page and the answer the panel still shows the block before: what is typed there then must not go to the one just pressed.
function outdated(e) {
  if (awaited === undefined || !e.target.closest?.('.ed-insp [data-block]')) return;
  if (e.target.closest('[data-block]').dataset.block !== awaited) e.stopImmediatePropagation();
}

/** Gives the frame its true width and scales it into the stage. */
export function width(pixels) { wish.width = pixels; fit(); }
function fit() {
  const stage = shell?.querySelector('.ed-stage');
  if (!stage || !frame) return;
  const style = getComputedStyle(stage);
  const room = stage.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight), high = stage.clientHeight - parseFloat(style.paddingTop);
  const small = innerWidth < 640, wanted = small || !wish.width ? room : wish.width, scale = Math.min(1, room / wanted);
  Object.assign(frame.style, { width: wanted + 'px', height: Math.ceil(high / scale) + 'px', transform: `scale(${scale})` });
  const holder = frame.parentElement;
  Object.assign(holder.style, { width: Math.floor(wanted * scale) + 'px', height: high + 'px' });
  holder.dataset.scale = scale;
  const shown = shell.querySelector('[data-zoom]');
  if (shown) shown.textContent = Math.round(scale * 100) + ' %';
  canvas()?.zoom(scale, dark);
}

// ---- Keys, menu entries and chips ------------------------------------------------------------------------------------------------------
/** From here on keys do what the table says; answers what kind of keyboard it is. */
function startKeys(table) {
  // Tests wait for it: before, keys do nothing.
  shell.dataset.keys = '';
  return keys.start(shell, table, (act, e, inCanvas) => {
    // Arrows scroll a page on which nothing is selected.
    if (!canvasSelected && ['previous', 'next', 'around', 'child', 'write'].includes(act)) return false;
    doAct(act, inCanvas ? frame.contentDocument : document);
    return true;
  });
}
export function singleKeys(on) { keys.setSingle(on); }
/** Bytes that may be longer than one message of the connection. */
const stream = text => DotNet.createJSStreamReference(new TextEncoder().encode(text));
function doAct(act, doc) {
  if (act === 'copy' || act === 'cut') clipboard.copy(act === 'cut', doc);
  else if (act === 'paste-style') call('PasteStyle', stream(clipboard.last()));
  else if (act === 'paste') clipboard.ask();
  else if (away.offline && act !== 'save') away.act(act, canvasSelected?.id);
  else if (act === 'write') canvas()?.write(canvasSelected?.id);
  else call('Key', act);
}
/** A button that stands for an act. Copying must begin here, where the browser knows that a person asked for it. */
function press(e) {
  const button = e.target.closest('[data-ed-act]');
  if (!button) return;
  button.closest('[popover]')?.hidePopover();
  doAct(button.dataset.edAct, document);
}
/** The keyboard's twin of dragging a chip: it is carried through the outline. */
function chipKeys(e) {
  const chip = e.target.closest('[data-chip]');
  if (!chip || e.key !== 'Enter' || !e.shiftKey || keys.isComposing(e)) return;
  e.preventDefault();
  call('CarryKind', chip.dataset.chip);
}
// In the frame that lays the new rows out, and not before it.
export const treeReveal = row => requestAnimationFrame(() => tree.reveal(row));
export const treeSeen = () => tree.seen();
export const treeFocus = () => tree.focusTree();
export const treeName = id => tree.editName(id);
/** Shows on the page where something carried by keyboard would land. */
export function landing(to) { if (to) canvas()?.land(to); else canvas()?.unaim(); }

// ---- What can be carried: chips, sections, rows ------------------------------------------------------------------------------------------
const where = { canvas, frame: () => frame, scale: () => Number(frame.parentElement.dataset.scale || 1) };
function lift(e) {
  const source = e.target.closest('[data-chip], [data-section], .ed-row');
  if (!source || e.target.closest('input, .ed-row button')) return;
  const { chip, section, id } = source.dataset;
  if (chip) {
    const { name } = source.dataset;
    drag.watch(e, {
      name, places: () => away.offline ? Promise.resolve(away.places(null)) : call('PlacesForKind', chip),
      drop: to => { source.dispatchEvent(new CustomEvent('rendrix-dropped', { bubbles: true })); if (away.offline) away.insert(chip, name, to.parent, to.slot, to.index); else call('DropKind', chip, to.parent, to.slot, to.index); },
    }, where);
  } else if (away.offline) return;
  else if (section) drag.watch(e, { name: source.dataset.name, places: () => call('PlacesForSection', section), drop: to => call('DropSection', section, to.parent, to.slot, to.index) }, where);
  else {
    // All selected rows move when one of them is taken.
    const rows = source.getAttribute('aria-selected') === 'true' ? [...shell.querySelectorAll('.ed-row[aria-selected=true]')] : [source];
    const what = { name: rows.length > 1 ? `${rows.length} blocks` : source.querySelector('.grow')?.firstChild?.textContent ?? '', moving: rows.map(r => r.dataset.id) };
    what.places = () => call('Carried', id).then(ids => { what.moving = ids ?? what.moving; return call('PlacesForBlocks', what.moving); });
    what.drop = (to, over) => over === 'tree' ? call('DropBlocks', what.moving, to.parent, to.slot, to.index) : call('CanvasMove', id, to.parent, to.slot, to.index);
    drag.watch(e, what, where);
  }
}

// ---- Rich text: the browser's own editing of a small set of elements; the server cleans what it gets ------------------------------------
export function rich(el, dotnet, html) {
  el.innerHTML = html;
  let timer = 0;
  const send = () => { clearTimeout(timer); timer = 0; dotnet.invokeMethodAsync('Typed', el.innerHTML).catch(() => {}); };
  el.addEventListener('input', () => { timer ||= setTimeout(send, 250); });
  el.addEventListener('blur', () => { if (timer) send(); });
  el.addEventListener('paste', e => { e.preventDefault(); document.execCommand('insertText', false, e.clipboardData.getData('text/plain')); });
  el.parentElement.addEventListener('mousedown', e => { if (e.target.closest('[data-rich]')) e.preventDefault(); });
  el.parentElement.addEventListener('click', e => {
    const act = e.target.closest('[data-rich]')?.dataset.rich;
    if (!act) return;
    el.focus();
    document.execCommand('defaultParagraphSeparator', false, 'p');
    if (act === 'link') {
      const address = el.ownerDocument.defaultView.prompt('Where does the link go? A path such as /products, or an address with https://');
      if (address === '') document.execCommand('unlink');
      else if (address && /^(https?:\/\/|\/(?!\/)|#|mailto:|tel:)/i.test(address)) document.execCommand('createLink', false, address);
    } else if (act === 'h2' || act === 'h3' || act === 'p') document.execCommand('formatBlock', false, act);
    else document.execCommand(act);
    send();
  });
}
export function setRich(el, html) { if (document.activeElement !== el && el.innerHTML !== html) el.innerHTML = html; }
