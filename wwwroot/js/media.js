// Files for the media library: dropped, pasted or chosen, and sent beside the circuit, so that a large photo neither stops it nor is stopped by it.
// Also the two things about a picture that a pointer does best: its focal point and what to keep of it.
const places = new WeakMap();
const pasters = [];
const AtATime = 2;
let sending = 0, count = 0;
const queue = [];

const pictures = list => [...(list ?? [])].filter(f => f.type.startsWith('image/') || !f.type);
const hasFiles = e => [...(e.dataTransfer?.types ?? [])].includes('Files');

/** Makes an element take files: dropped on it, chosen in file inputs inside it, pasted while it may. */
export function attach(root, net, options) {
  if (!root) return;
  const place = { root, net, ...options };
  places.set(root, place);
  let depth = 0;
  const on = (type, act) => root.addEventListener(type, act);
  on('dragenter', e => { if (hasFiles(e)) { depth++; root.classList.add('over'); } });
  on('dragleave', e => { if (hasFiles(e) && --depth <= 0) { depth = 0; root.classList.remove('over'); } });
  on('dragover', e => { if (hasFiles(e)) { e.preventDefault(); e.dataTransfer.dropEffect = 'copy'; } });
  on('drop', e => {
    if (!hasFiles(e)) return;
    e.preventDefault();
    e.stopPropagation();
    depth = 0;
    root.classList.remove('over');
    take(place, e.dataTransfer.files);
  });
  on('change', e => {
    if (!e.target.matches?.('[data-md-input]')) return;
    e.stopPropagation();
    take(place, e.target.files, { replace: e.target.dataset.mdReplace });
    e.target.value = '';
  });
  // Closing the file chooser is not closing the window it was opened from.
  on('cancel', e => e.stopPropagation());
  // The editor's shortcuts mean the page below, never what lies in this window.
  on('keydown', e => { if (root.closest('dialog') && (e.key === 'Delete' || e.key === 'Backspace' || e.ctrlKey || e.metaKey)) e.stopPropagation(); grid(e); });
  // A field takes what is pasted while the focus is in it, a library whatever is pasted on its page.
  on('paste', e => paste(e, place));
  if (place.pastes) pasters.push(place);
}

export function into(root, folder) { const place = places.get(root); if (place) place.folder = folder; }

export function detach(root) {
  const place = root && places.get(root);
  if (!place) return;
  place.net = null;
  places.delete(root);
  const at = pasters.indexOf(place);
  if (at >= 0) pasters.splice(at, 1);
  if (dropTo === place) { dropTo = null; window.rendrixDrop = undefined; }
}

function paste(e, place, more) {
  const files = pictures(e.clipboardData?.files);
  if (!files.length || e.defaultPrevented) return;
  e.preventDefault();
  take(place, files, more);
}
document.addEventListener('paste', e => {
  const place = pasters.findLast(p => p.root.isConnected && (!document.querySelector('dialog[open]') || p.root.closest('dialog[open]')));
  if (place) paste(e, place);
  else if (dropTo?.root.isConnected && !document.querySelector('dialog[open]') && !e.target.closest?.('input, textarea, [contenteditable]')) paste(e, dropTo, { mark: selectedBlock() });
});

function take(place, list, more = {}) {
  const files = pictures(list);
  for (const file of place.one || more.replace ? files.slice(0, 1) : files) {
    const key = 'u' + ++count;
    const name = file.name || 'pasted.png';
    place.net?.invokeMethodAsync('UploadBegan', key, name);
    queue.push({ place, file, key, name, ...more });
  }
  next();
}

function next() {
  while (sending < AtATime && queue.length) {
    sending++;
    send(queue.shift()).finally(() => { sending--; next(); });
  }
}

// XMLHttpRequest, because fetch does not say how much has gone.
function send({ place, file, key, name, replace, mark }) {
  return new Promise(done => {
    const request = new XMLHttpRequest();
    const end = (id, problem) => { place.net?.invokeMethodAsync('UploadEnded', key, id, problem, mark ?? null).catch(() => {}); done(); };
    const query = new URLSearchParams({ name, folder: place.folder });
    if (replace) query.set('replace', replace);
    let told = 0;
    request.upload.onprogress = e => {
      const percent = e.lengthComputable ? Math.round(e.loaded / e.total * 100) : 0;
      if (percent - told < 5 && percent < 100) return;
      told = percent;
      place.net?.invokeMethodAsync('UploadMoved', key, percent).catch(() => {});
    };
    request.onload = () => {
      // Others of the house are sending too: it waits for its place and nobody has to do anything.
      const again = request.status === 429 && Number(request.getResponseHeader('Retry-After'));
      if (again) { setTimeout(() => send({ place, file, key, name, replace, mark }).then(done), again * 1000); return; }
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch { answer.message = request.status === 413 ? 'Use a picture of up to 20 MB' : ''; }
      end(request.status < 300 ? answer.id : null, answer.message ?? '');
    };
    request.onerror = () => end(null, 'It could not be sent. Check your connection and try again');
    request.open('POST', `${place.url}?${query}`);
    request.send(file);
  });
}

/** Arrow keys walk over the pictures of a grid; Tab leaves it. */
function grid(e) {
  const item = e.target.closest?.('[data-md-grid] .md-item');
  if (!item || !['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(e.key)) return;
  const items = [...item.closest('[data-md-grid]').querySelectorAll('.md-item')], at = items.indexOf(item);
  const row = items.findIndex(i => i.getBoundingClientRect().top > items[0].getBoundingClientRect().top + 4);
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -(row < 0 ? items.length : row), ArrowDown: row < 0 ? items.length : row }[e.key];
  const to = e.key === 'Home' ? 0 : e.key === 'End' ? items.length - 1 : at + step;
  e.preventDefault();
  items[Math.max(0, Math.min(items.length - 1, to))]?.focus();
}

// ---- The editor's canvas: the frame hands files over, with the block they were dropped on -------------------------------------------------
let dropTo = null;
const frame = () => document.querySelector('.ed-frame iframe');
const selectedBlock = () => document.querySelector('.ed-insp [data-block]')?.dataset.block || null;

export function canvas(root) {
  dropTo = places.get(root) ?? null;
  if (dropTo) window.rendrixDrop = (files, block) => take(dropTo, files, { mark: block });
}

// ---- Focal point: a click puts it, arrow keys move it ---------------------------------------------------------------------------------------
export function focal(stage, net) {
  const image = stage?.querySelector('img');
  if (!image) return;
  const tell = (x, y) => net.invokeMethodAsync('FocalMoved', Math.round(x), Math.round(y)).catch(() => {});
  const at = e => { const r = image.getBoundingClientRect(); return [Math.max(0, Math.min(100, (e.clientX - r.left) / r.width * 100)), Math.max(0, Math.min(100, (e.clientY - r.top) / r.height * 100))]; };
  const dot = () => stage.querySelector('.md-dot');
  const show = (x, y) => Object.assign(dot().style, { left: Math.round(x) + '%', top: Math.round(y) + '%' });
  stage.addEventListener('pointerdown', e => {
    if (e.button !== 0) return;
    e.preventDefault();
    stage.setPointerCapture(e.pointerId);
    const move = m => show(...at(m));
    move(e);
    dot().focus({ preventScroll: true });
    stage.addEventListener('pointermove', move);
    const end = u => { stage.removeEventListener('pointermove', move); stage.removeEventListener('pointerup', end); stage.removeEventListener('pointercancel', end); tell(...at(u)); };
    stage.addEventListener('pointerup', end);
    stage.addEventListener('pointercancel', end);
  });
  stage.addEventListener('keydown', e => {
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[e.key];
    if (!by || !e.target.matches('.md-dot')) return;
    e.preventDefault();
    const step = e.shiftKey ? 10 : 2, style = dot().style;
    const x = Math.max(0, Math.min(100, parseFloat(style.left) + by[0] * step)), y = Math.max(0, Math.min(100, parseFloat(style.top) + by[1] * step));
    show(x, y);
    tell(x, y);
  });
}

// ---- Crop: a box on the picture, in parts of it ----------------------------------------------------------------------------------------------
export function crop(stage, net) {
  const box = stage?.querySelector('.md-box');
  if (!box) return;
  const least = 0.02;
  const ratio = () => Number(stage.dataset.ratio) || 0;
  const read = () => ({ x: parseFloat(box.style.left) / 100, y: parseFloat(box.style.top) / 100, w: parseFloat(box.style.width) / 100, h: parseFloat(box.style.height) / 100 });
  const show = b => Object.assign(box.style, { left: b.x * 100 + '%', top: b.y * 100 + '%', width: b.w * 100 + '%', height: b.h * 100 + '%' });
  const tell = () => { const b = read(); net.invokeMethodAsync('CropMoved', b.x, b.y, b.w, b.h).catch(() => {}); };
  const clamp = (n, low, high) => Math.max(low, Math.min(high, n));

  /** The box after an edge went so far; the opposite edge stays, and a fixed shape stays fixed. */
  function sized(b, edge, dx, dy) {
    let left = b.x, top = b.y, right = b.x + b.w, bottom = b.y + b.h;
    if (edge.includes('w')) left = clamp(left + dx, 0, right - least);
    if (edge.includes('e')) right = clamp(right + dx, left + least, 1);
    if (edge.includes('n')) top = clamp(top + dy, 0, bottom - least);
    if (edge.includes('s')) bottom = clamp(bottom + dy, top + least, 1);
    let w = right - left, h = bottom - top;
    const r = ratio();
    if (r) {
      if (edge === 'n' || edge === 's') w = h * r; else h = w / r;
      const most = { w: edge.includes('w') ? right : 1 - left, h: edge.includes('n') ? bottom : 1 - top };
      const shrink = Math.min(1, most.w / w, most.h / h);
      w *= shrink;
      h *= shrink;
      if (edge.includes('w')) left = right - w;
      if (edge.includes('n')) top = bottom - h;
    }
    return { x: left, y: top, w, h };
  }

  stage.addEventListener('pointerdown', e => {
    if (e.button !== 0 || !box.contains(e.target)) return;
    e.preventDefault();
    box.focus({ preventScroll: true });
    stage.setPointerCapture(e.pointerId);
    const r = stage.querySelector('img').getBoundingClientRect(), edge = e.target.dataset.edge, from = read();
    const move = m => {
      const dx = (m.clientX - e.clientX) / r.width, dy = (m.clientY - e.clientY) / r.height;
      show(edge ? sized(from, edge, dx, dy) : { ...from, x: clamp(from.x + dx, 0, 1 - from.w), y: clamp(from.y + dy, 0, 1 - from.h) });
    };
    stage.addEventListener('pointermove', move);
    const end = () => { stage.removeEventListener('pointermove', move); stage.removeEventListener('pointerup', end); stage.removeEventListener('pointercancel', end); tell(); };
    stage.addEventListener('pointerup', end);
    stage.addEventListener('pointercancel', end);
  });
  box.addEventListener('keydown', e => {
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[e.key];
    if (!by) return;
    e.preventDefault();
    const b = read(), step = 0.01;
    show(e.shiftKey ? sized(b, by[0] ? 'e' : 's', by[0] * step, by[1] * step) : { ...b, x: clamp(b.x + by[0] * step, 0, 1 - b.w), y: clamp(b.y + by[1] * step, 0, 1 - b.h) });
    tell();
  });
}
