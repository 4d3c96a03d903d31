// While the connection is down the editor goes on: what people do is kept on this device as edits, shown on the canvas as well as it can be without the
// server, and replayed when the connection is back, also after a reload. The server answers which edits found their place.
let net = null, shell = null, canvasDocument = () => null, watch = null;
export let offline = false;

const shelf = () => 'rendrix-kept:' + shell?.dataset.page;
const kept = () => { try { return JSON.parse(localStorage.getItem(shelf()) ?? '[]'); } catch { return []; } };
const store = list => { localStorage.setItem(shelf(), JSON.stringify(list.slice(-200))); shell.dataset.kept = list.length; };
const newId = () => 'b' + [...crypto.getRandomValues(new Uint8Array(6))].map(b => b.toString(16).padStart(2, '0')).join('');

export function start(dotnet, root, frameDocument) {
  [net, shell, canvasDocument] = [dotnet, root, frameDocument];
  root.addEventListener('input', keepTyped);
  root.addEventListener('change', keepTyped);
  const modal = document.getElementById('components-reconnect-modal');
  if (modal) {
    watch = new MutationObserver(() => {
      const down = /components-reconnect-(show|failed|rejected)/.test(modal.className);
      if (down === offline) return;
      offline = down;
      shell.classList.toggle('offline', down);
      if (!down) replay();
    });
    watch.observe(modal, { attributes: true, attributeFilter: ['class'] });
  }
  replay();
}

export function stop() {
  offline = false;
  watch?.disconnect();
  net = null;
}

async function replay() {
  const list = kept();
  if (!list.length || !net || offline) return;
  try {
    await net.invokeMethodAsync('Replay', list.map(edit => JSON.stringify(edit)));
    localStorage.removeItem(shelf());
    delete shell.dataset.kept;
  } catch { /* Still down: the edits stay on the shelf for the next try. */ }
}

/** Keeps a typed value. What the person began from stays what it was at the first key stroke, so that others' changes to the same text can be put together with theirs. */
export function keep(id, name, value, was) {
  const list = kept(), earlier = list.find(e => e.kind === 'change' && e.id === id && e.name === name), from = earlier?.was ?? was;
  store([...list.filter(e => e !== earlier), { kind: 'change', id, name, value, ...(from === undefined ? {} : { was: from }) }]);
}

function keepTyped(e) {
  if (!offline) return;
  const field = e.target.closest('[data-set]'), block = e.target.closest('[data-block]')?.dataset.block;
  if (!field || !block) return;
  keep(block, field.dataset.set, e.target.type === 'checkbox' ? String(e.target.checked) : e.target.isContentEditable ? e.target.innerHTML : e.target.value);
}

const find = id => id && canvasDocument()?.querySelector(`[data-ed="${CSS.escape(id)}"]`);
function place(el) {
  const slot = el?.parentElement?.closest('[data-ed-slot]'), parent = slot?.closest('[data-ed]');
  return slot && parent ? { slotElement: slot, parentId: parent.dataset.ed, slot: slot.dataset.edSlot, index: [...slot.children].filter(c => c.dataset.ed !== undefined).indexOf(el) } : null;
}
function slotOf(parentId, slot) {
  const parent = find(parentId);
  return parent?.dataset.edSlot === slot ? parent : [...parent?.querySelectorAll(`[data-ed-slot="${CSS.escape(slot)}"]`) ?? []].find(s => s.closest('[data-ed]') === parent);
}
function show(el, slotElement, index) {
  const others = [...slotElement.children].filter(c => c.dataset.ed !== undefined && c !== el);
  slotElement.insertBefore(el, others[index] ?? (others.at(-1)?.nextSibling ?? null));
}

/** Where a block may go while nobody can be asked for the rules: within the list it is in; a new one among the page's sections. */
export function places(id) {
  const slot = id ? place(find(id)) : null, root = canvasDocument()?.querySelector('[data-ed][data-ed-slot]');
  return slot ? [`${slot.parentId}/${slot.slot}`] : root && !id ? [`${root.dataset.ed}/${root.dataset.edSlot}`] : [];
}

/** A button or a key; true when it was done here. */
export function act(name, id) {
  const el = find(id), at = place(el);
  if (name === 'undo') { undo(); return true; }
  if (!at) return false;
  if (name === 'remove') { store([...kept(), { kind: 'remove', id }]); el.remove(); return true; }
  if (name === 'up' || name === 'down') return move(id, at.parentId, at.slot, Math.max(0, at.index + (name === 'up' ? -1 : 1)));
  if (name === 'duplicate') {
    const copyId = newId(), copy = el.cloneNode(true);
    copy.dataset.ed = copyId;
    // What is inside gets its own ids from the server; until then it is no block of its own.
    for (const inner of copy.querySelectorAll('[data-ed]')) inner.removeAttribute('data-ed');
    store([...kept(), { kind: 'duplicate', id, copyId }]);
    el.after(copy);
    return true;
  }
  return false;
}

export function move(id, parentId, slot, index) {
  const el = find(id), into = slotOf(parentId, slot);
  if (!el || !into) return false;
  store([...kept(), { kind: 'move', id, parentId, slot, index }]);
  show(el, into, index);
  return true;
}

/** A new block: what it holds comes from the server, so a stand-in marks its place. */
export function insert(code, title, parentId, slot, index) {
  const into = slotOf(parentId, slot);
  if (!into) return false;
  const id = newId(), el = into.ownerDocument.createElement('div');
  el.className = 'ed-unknown';
  el.dataset.ed = id;
  el.textContent = `${title} appears here when you are online again`;
  store([...kept(), { kind: 'insert', parentId, slot, index, block: { id, type: code, props: {}, slots: {} } }]);
  show(el, into, index);
  return true;
}

// Takes back the last thing kept. The canvas shows it when the server has drawn it again.
function undo() { store(kept().slice(0, -1)); }
