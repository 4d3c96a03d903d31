import * as away from "./editor-offline.js";
// The editor's page: passes between the circuit and the canvas frame, drags chips from the panel into it, keys, panel scrolling.
let net = null, shell = null, frame = null, wish = { width: 0 }, canvasSelected = null, canvasPeers = [], dark = false;

const canvas = () => frame?.contentWindow?.rendrixCanvas;
const call = (name, ...args) => net?.invokeMethodAsync(name, ...args).catch(error => { if (net) console.debug('editor', name, String(error)); });

export function start(dotnet, root) {
  net = dotnet;
  shell = root;
  frame = root.querySelector('iframe');
  const theme = matchMedia('(prefers-color-scheme: dark)');
  const look = () => { dark = document.documentElement.dataset.theme === 'dark' || (theme.matches && document.documentElement.dataset.theme !== 'light'); fit(); };
  theme.addEventListener('change', look);
  new ResizeObserver(fit).observe(root.querySelector('.ed-stage'));
  document.addEventListener('keydown', keys);
  root.addEventListener('pointerdown', lift);
  root.addEventListener('keydown', treeKeys);
  away.start(dotnet, root, () => frame?.contentDocument);
  look();
  // The frame may have loaded before this module did.
  const loaded = frame.contentWindow?.rendrixCanvas;
  if (loaded) api.ready(Number(frame.contentDocument.querySelector('meta[name="rendrix-version"]')?.content ?? 0));
}

export function stop() {
  away.stop();
  document.removeEventListener('keydown', keys);
  net = null;
  window.rendrixEditor = undefined;
}

/** What the canvas calls on this window. */
const api = window.rendrixEditor = {
  ready(version) { fit(); canvas()?.peers(canvasPeers); if (canvasSelected) canvas()?.select(canvasSelected, true); call('CanvasReady', version); },
  select: id => call('CanvasSelect', id),
  act: (act, id) => away.offline ? away.act(act, id) : call('CanvasAct', act, id ?? null),
  text(id, prop, value, was) { if (away.offline) away.keep(id, prop, value, was); else net?.invokeMethodAsync('CanvasText', id, prop, value, was ?? null).catch(() => away.keep(id, prop, value, was)); },
  written: id => call('CanvasWritten', id),
  placesForBlock: id => away.offline ? away.places(id) : call('PlacesForBlock', id),
  move: (id, parent, slot, index) => away.offline ? away.move(id, parent, slot, index) : call('CanvasMove', id, parent, slot, index),
};

export function patch(batch, version) { canvas()?.patch(batch, version); }
export function reload() { frame?.contentWindow?.location.reload(); }
export function select(next, reveal) {
  canvasSelected = next;
  canvas()?.select(next, reveal);
  if (next) shell?.querySelector(`#row-${CSS.escape(next.id)}`)?.scrollIntoView({ block: 'nearest' });
}
export function peers(list) { canvasPeers = list; canvas()?.peers(list); }
export function focus(selector) { shell?.querySelector(selector)?.focus(); }

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

// ---- Keys ----------------------------------------------------------------------------------------------------------------------------
const typing = el => el?.closest?.('input, textarea, select, [contenteditable]');
function keys(e) {
  const mod = e.ctrlKey || e.metaKey, key = e.key.toLowerCase();
  if (mod && key === 's') { e.preventDefault(); call('Key', 'save'); return; }
  if (typing(e.target)) return;
  const act = mod && key === 'z' ? (e.shiftKey ? 'redo' : 'undo') : mod && key === 'y' ? 'redo' : mod && key === 'd' ? 'duplicate'
    : key === 'delete' ? 'remove' : null;
  if (!act) return;
  if (act === 'remove' && e.target.closest('[role=tree]')) return;
  if (act === 'duplicate' && e.target.closest('[role=tree]')) { e.preventDefault(); return; }
  e.preventDefault();
  if (away.offline) away.act(act, canvasSelected?.id); else call('Key', act);
}
/** The tree answers these keys itself, so the page must not scroll; Tab and the rest stay the browser's. */
function treeKeys(e) {
  if (!e.target.closest('[role=tree]')) return;
  const mod = e.ctrlKey || e.metaKey;
  if (['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', ' ', 'Enter', 'Delete', 'Backspace'].includes(e.key) || (mod && e.key.toLowerCase() === 'd')) e.preventDefault();
}

// ---- A chip is lifted from the panel and carried into the frame -----------------------------------------------------------------------
function lift(e) {
  const chip = e.target.closest('[data-chip]');
  if (!chip || e.button !== 0) return;
  const start = { x: e.clientX, y: e.clientY }, code = chip.dataset.chip, name = chip.dataset.name;
  let ghost = null, places = null, to = null, inside = false;
  const move = m => {
    if (!ghost) {
      if (Math.hypot(m.clientX - start.x, m.clientY - start.y) < 6) return;
      chip.setPointerCapture(e.pointerId);
      ghost = document.createElement('div');
      ghost.className = 'ed-held';
      ghost.textContent = name;
      document.body.append(ghost);
      shell.classList.add('carrying');
      (away.offline ? Promise.resolve(away.places(null)) : call('PlacesForKind', code))?.then(list => { places = list ?? []; });
    }
    ghost.style.transform = `translate(${m.clientX + 10}px, ${m.clientY + 8}px)`;
    const r = frame.getBoundingClientRect(), scale = Number(frame.parentElement.dataset.scale || 1);
    const within = m.clientX > r.left && m.clientX < r.right && m.clientY > r.top && m.clientY < r.bottom;
    if (!within || !places || !canvas()) { canvas()?.unaim(); to = null; return; }
    const x = (m.clientX - r.left) / scale, y = (m.clientY - r.top) / scale;
    to = canvas().aim(x, y, places, name, null);
    ghost.classList.toggle('no', !to);
    ghost.textContent = to ? name : `${name} cannot go here`;
    // Scrolling begins only once the pointer has been well inside, or entering from the bar above would scroll.
    if (y > 80 / scale && y < frame.contentWindow.innerHeight - 80 / scale) inside = true;
    if (inside) canvas().edge(y);
  };
  const end = done => {
    chip.removeEventListener('pointermove', move);
    removeEventListener('keydown', escape, true);
    if (!ghost) return;
    ghost.remove();
    shell.classList.remove('carrying');
    canvas()?.unaim();
    // The click that follows the release must not insert the block a second time.
    chip.addEventListener('click', c => { c.preventDefault(); c.stopImmediatePropagation(); }, { capture: true, once: true });
    setTimeout(() => chip.dispatchEvent(new Event('rendrix-settled')), 0);
    if (done && to) chip.dispatchEvent(new CustomEvent('rendrix-dropped', { bubbles: true }));
    if (done && to) { if (away.offline) away.insert(code, name, to.parent, to.slot, to.index); else call('DropKind', code, to.parent, to.slot, to.index); }
  };
  const escape = k => { if (k.key === 'Escape') { k.preventDefault(); end(false); } };
  chip.addEventListener('pointermove', move);
  chip.addEventListener('pointerup', () => end(true), { once: true });
  chip.addEventListener('pointercancel', () => end(false), { once: true });
  addEventListener('keydown', escape, true);
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
