// The outline's tree in the browser: tells which rows are in sight (only those are drawn), shows where a carried block would land, and edits names.
let shell = null, call = null, opening = null, waiting = 0, row = 0;

const tree = () => shell?.querySelector('[role=tree]');
// Rows are as high as the style says, on a phone higher; asking each time would make the browser work out the styles of all new rows at once.
const high = () => row ||= parseFloat(getComputedStyle(tree()).getPropertyValue('--row')) || 32;

export function start(root, calls) {
  shell = root;
  call = calls;
  // Scroll events do not bubble, but they can be caught on their way down.
  shell.addEventListener('scroll', e => { if (e.target === tree()) later(); }, { capture: true, passive: true });
  row = 0;
  addEventListener('resize', () => { row = 0; later(); });
  later();
  shell.addEventListener('dblclick', e => { const row = e.target.closest('.ed-row'); if (row && !e.target.closest('button, input')) call('TreeRename', row.dataset.id); });
}

const later = () => { waiting ||= requestAnimationFrame(seen); };
export function seen() {
  waiting = 0;
  const el = tree();
  if (!el?.clientHeight) return;
  // Asked for only when something in sight is not drawn, and then with some rows around it: a slow scroll is not a message per row.
  const h = high(), drawn = Number(el.dataset.top), rows = Number(el.dataset.drawn), all = Number(el.dataset.rows);
  const top = Math.floor(el.scrollTop / h), end = Math.ceil((el.scrollTop + el.clientHeight) / h);
  if (top >= drawn && Math.min(end, all) <= drawn + rows) return;
  call('TreeTop', Math.max(0, top - 12), end - top)?.then(seen);
}

/** Scrolls a row into sight, by its number. */
export function reveal(n) {
  const el = tree();
  if (!el) return;
  const h = high(), top = n * h, above = el.scrollTop - top, below = top + h - el.scrollTop - el.clientHeight;
  // A step with the arrows scrolls by a row or two; a leap puts the row in the middle, where the rows around it are drawn already.
  if (above > 2 * h || below > 2 * h) el.scrollTop = top - (el.clientHeight - h) / 2;
  else if (above > 0) el.scrollTop = top - h;
  else if (below > 0) el.scrollTop = top + 2 * h - el.clientHeight;
}

export function focusTree() { tree()?.focus({ preventScroll: true }); }
export function editName(id) { const input = shell?.querySelector(`#row-${CSS.escape(id)} input`); input?.focus(); input?.select(); }

// ---- Where a carried block would land -------------------------------------------------------------------------------------------------------
export function box() { const el = tree(); return el && el.getClientRects().length && getComputedStyle(el.closest('.ed-left')).visibility !== 'hidden' ? el.getBoundingClientRect() : null; }

const level = row => Number(row.dataset.level);
/** The row's own place and those of everything around it, innermost first. */
const places = row => row.dataset.at.split(';').map((text, i) => { const [parent, slot, index] = text.split('/'); return { parent, slot, index: Number(index), level: level(row) - i }; });

export function aim(x, y, may, moving) {
  const el = tree();
  if (!el) return null;
  const rows = [...el.querySelectorAll('.ed-row, .ed-slot')];
  const at = rows.findIndex(r => y < r.getBoundingClientRect().bottom), row = rows[at];
  const allowed = t => t && may.has(`${t.parent}/${t.slot}`);
  hover(row);
  if (!row) return rows.length ? gap(rows.at(-1), null) : null;
  if (row.classList.contains('ed-slot')) {
    const to = { parent: row.dataset.parent, slot: row.dataset.slot, index: 0, level: level(row) };
    return allowed(to) ? show(to, row.getBoundingClientRect().bottom, row) : gap(rows[at - 1], row);
  }
  const r = row.getBoundingClientRect(), part = (y - r.top) / r.height;
  if (moving?.includes(row.dataset.id)) { unaim(); return null; }
  const inside = (row.dataset.slots ?? '').split(' ').filter(Boolean).map(slot => ({ parent: row.dataset.id, slot, index: 9999, level: level(row) + 1 })).find(allowed);
  if (inside && part > .28 && part < .72) return show(inside, null, row);
  return part < .5 ? gap(rows[at - 1], row) : gap(row, rows[at + 1]);

  // Between two rows there may be several depths: the pointer's distance from the edge chooses.
  function gap(above, below) {
    const found = [], floor = below && !below.classList.contains('ed-slot') ? level(below) : 0;
    if (below && !below.classList.contains('ed-slot')) found.push(places(below)[0]);
    if (above && !above.classList.contains('ed-slot') && above.getAttribute('aria-expanded') !== 'true')
      for (const place of places(above)) if (place.level >= floor) found.push({ ...place, index: place.index + 1 });
    const fits = found.filter(allowed);
    if (!fits.length) { unaim(); return null; }
    const wish = (x - el.getBoundingClientRect().left - 26) / 18;
    const to = fits.reduce((best, next) => Math.abs(next.level - wish) < Math.abs(best.level - wish) ? next : best);
    return show(to, above ? above.getBoundingClientRect().bottom : below.getBoundingClientRect().top, null);
  }
}

function show(to, y, into) {
  const el = tree(), line = mark();
  for (const row of el.querySelectorAll('.into')) if (row !== into) row.classList.remove('into');
  // What the block will stand in is lit, whichever way the line is reached.
  (into?.classList.contains('ed-row') ? into : el.querySelector(`#row-${CSS.escape(to.parent)}`))?.classList.add('into');
  line.hidden = y === null;
  if (y !== null) Object.assign(line.style, { top: y - el.getBoundingClientRect().top + el.scrollTop - 1 + 'px', left: 10 + to.level * 18 + 'px' });
  return to;
}

function mark() {
  const el = tree();
  let line = el.parentElement.querySelector('.ed-line');
  if (!line) {
    line = document.createElement('div');
    line.className = 'ed-line';
    line.setAttribute('role', 'presentation');
    el.append(line);
  }
  return line;
}

export function unaim() {
  clearTimeout(opening?.timer);
  opening = null;
  const el = tree();
  el?.querySelector('.ed-line')?.remove();
  for (const row of el?.querySelectorAll('.into') ?? []) row.classList.remove('into');
}

/** A folded row that the pointer rests on unfolds. */
function hover(row) {
  const id = row?.getAttribute('aria-expanded') === 'false' ? row.dataset.id : null;
  if (opening?.id === id) return;
  clearTimeout(opening?.timer);
  opening = id ? { id, timer: setTimeout(() => call('TreeOpen', id), 650) } : null;
}

/** Scrolls when the pointer is held near the upper or lower edge; answers whether it did. */
export function edge(y) {
  const el = tree(), r = el.getBoundingClientRect(), near = 34;
  const step = y < r.top + near ? -(r.top + near - y) / 3 : y > r.bottom - near ? (y - r.bottom + near) / 3 : 0;
  if (!step) return false;
  const before = el.scrollTop;
  el.scrollTop += Math.max(-14, Math.min(14, step));
  return el.scrollTop !== before;
}
