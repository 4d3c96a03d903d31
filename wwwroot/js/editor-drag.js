// Carrying something with the pointer: a chip of the palette, a section of the library or rows of the outline, to the page or into the outline.
// One captured pointer serves them all, so the frame never swallows a move. A finger picks up by resting; before that it scrolls.
import * as tree from './editor-outline.js';

const far = 6, rest = 380;
let shell = null, held = null;

export function start(root) {
  shell = root;
  // Registered before any touch begins, or the browser would scroll instead of asking.
  shell.addEventListener('touchmove', e => { if (held?.ghost) e.preventDefault(); }, { passive: false });
  shell.addEventListener('contextmenu', e => { if (held?.touch) e.preventDefault(); });
}

/**
 * Watches a pressed pointer and, once it moves (or rests, for a finger), carries.
 * what: { name, moving: ids that move, places: () => promise of "parent/slot" that may take it, drop: (to, where) => … }
 */
export function watch(e, what, ctx) {
  if (e.button !== 0 || held) return;
  const touch = e.pointerType === 'touch';
  held = { what, ctx, touch, id: e.pointerId, x: e.clientX, y: e.clientY, ghost: null, places: null, to: null, inside: false, over: null, frame: 0, timer: 0 };
  if (touch) held.timer = setTimeout(() => { navigator.vibrate?.(10); lift(); }, rest);
  addEventListener('pointermove', move, true);
  addEventListener('pointerup', up, true);
  addEventListener('pointercancel', cancel, true);
  addEventListener('keydown', escape, true);
}

function move(e) {
  if (e.pointerId !== held.id) return;
  const went = Math.hypot(e.clientX - held.x, e.clientY - held.y);
  if (!held.ghost) {
    if (held.touch) { if (went > far + 2) finish(false); return; }
    if (went < far) return;
    lift();
  }
  e.preventDefault();
  [held.x, held.y] = [e.clientX, e.clientY];
  aim();
}

function lift() {
  const ghost = held.ghost = document.createElement('div');
  ghost.className = 'ed-held';
  ghost.textContent = held.what.name;
  document.body.append(ghost);
  shell.classList.add('carrying');
  try { shell.setPointerCapture(held.id); } catch { /* The pointer is gone already; its end comes next. */ }
  const mine = held;
  held.what.places().then(list => { if (held === mine) { held.places = new Set(list ?? []); aim(); } });
  const tick = () => { if (held !== mine) return; scroll(); mine.frame = requestAnimationFrame(tick); };
  held.frame = requestAnimationFrame(tick);
  aim();
}

// Where it would land: in the outline if the pointer is there, else on the page.
function aim() {
  const { ghost, x, y, places, what, ctx } = held;
  ghost.style.transform = `translate(${x + 12}px, ${y + 10}px)`;
  const canvas = ctx.canvas(), frame = ctx.frame().getBoundingClientRect(), panel = tree.box();
  const over = panel && contains(panel, x, y) ? 'tree' : canvas && contains(frame, x, y) && !shell.querySelector('.ed-left')?.matches('.open-over') ? 'page' : null;
  spring(over ? null : document.elementFromPoint(x, y)?.closest('[data-spring]'));
  if (over !== 'page') canvas?.unaim();
  if (over !== 'tree') tree.unaim();
  held.over = over;
  held.to = null;
  if (over && places) {
    if (over === 'tree') held.to = tree.aim(x, y, places, what.moving);
    else {
      const scale = ctx.scale(), at = (y - frame.top) / scale;
      held.to = canvas.aim((x - frame.left) / scale, at, [...places], what.name, what.moving);
      // Scrolling begins only once the pointer has been well inside, or entering from the bar above would scroll.
      if (at > 80 / scale && at < (frame.height - 80) / scale) held.inside = true;
    }
  }
  ghost.classList.toggle('no', !!over && !!places && !held.to);
  ghost.textContent = over && places && !held.to ? `${what.name} cannot go here` : what.name;
}

// Resting on the outline's button opens it, so that what was taken from another panel can be dropped there.
function spring(button) {
  if (held.spring?.button === button) return;
  clearTimeout(held.spring?.timer);
  held.spring = button ? { button, timer: setTimeout(() => button.click(), 350) } : null;
}

function scroll() {
  const { x, y, over, inside, ctx } = held;
  if (over === 'tree') { if (tree.edge(y)) aim(); }
  else if (over === 'page' && inside) {
    const frame = ctx.frame().getBoundingClientRect();
    if (ctx.canvas()?.edge((y - frame.top) / ctx.scale())) aim();
  }
}

const contains = (r, x, y) => x > r.left && x < r.right && y > r.top && y < r.bottom;
function up(e) { if (e.pointerId === held.id) finish(true); }
function cancel(e) { if (e.pointerId === held.id) finish(false); }
function escape(e) { if (e.key === 'Escape' && held.ghost) { e.preventDefault(); e.stopPropagation(); finish(false); } }

function finish(done) {
  const { ghost, to, over, what, ctx, timer, frame } = held;
  clearTimeout(timer);
  clearTimeout(held.spring?.timer);
  cancelAnimationFrame(frame);
  removeEventListener('pointermove', move, true);
  removeEventListener('pointerup', up, true);
  removeEventListener('pointercancel', cancel, true);
  removeEventListener('keydown', escape, true);
  held = null;
  if (!ghost) return;
  ghost.remove();
  shell.classList.remove('carrying');
  ctx.canvas()?.unaim();
  tree.unaim();
  // The click that follows the release must not choose or insert a second time.
  const swallow = c => { c.preventDefault(); c.stopImmediatePropagation(); };
  addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener('click', swallow, true), 60);
  if (done && to) what.drop(to, over);
}
