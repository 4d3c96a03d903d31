// Two pictures of one page in frames of the same origin: scaled into their places, scrolled together block by block, differences outlined.
const STYLE = `
[data-diff]{outline:3px solid var(--rdx-diff)!important;outline-offset:-3px}
[data-diff=added]{--rdx-diff:#149a61}[data-diff=removed]{--rdx-diff:#d93a30}[data-diff=changed]{--rdx-diff:#2450e6}[data-diff=moved]{--rdx-diff:#a55800}
[data-diff].rdx-shown{outline-width:6px!important;outline-offset:-6px}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:auto}}`;

export function compare(root) {
  // Closed while this was on its way: there is nothing to look at any more.
  if (!root?.isConnected) return { width() {}, mark() {}, show() {}, stop() {} };
  let wide = 1280, marks = { old: [], new: [] }, leader = null, release = 0, cut = 50;
  const frames = () => [...root.querySelectorAll('iframe')];
  const side = frame => frame.closest('[data-side]').dataset.side;
  const page = frame => { try { return frame.contentDocument?.documentElement ? frame.contentDocument : null; } catch { return null; } };
  const blocks = doc => [...doc.querySelectorAll('[data-ed]')].filter(el => el.offsetParent !== null || el.getClientRects().length);
  const top = (doc, el) => el.getBoundingClientRect().top + doc.defaultView.scrollY;

  function fit() {
    for (const frame of frames()) {
      const holder = frame.parentElement, room = holder.clientWidth, scale = Math.min(1, room / wide);
      if (!room) continue;
      Object.assign(frame.style, { width: wide + 'px', height: Math.ceil(holder.clientHeight / scale) + 'px', transform: `scale(${scale})`, marginLeft: Math.max(0, (room - wide * scale) / 2) + 'px' });
    }
  }
  function paint(frame) {
    const doc = page(frame);
    // A frame that has not loaded yet is an empty page under the editor's own policy, which takes no style elements.
    if (!doc?.body || doc.URL === 'about:blank') return;
    if (!doc.getElementById('rdx-diff')) { const style = doc.createElement('style'); style.id = 'rdx-diff'; style.textContent = STYLE; doc.head.append(style); }
    doc.querySelectorAll('[data-diff]').forEach(el => el.removeAttribute('data-diff'));
    for (const { id, kind } of marks[side(frame)] ?? []) doc.querySelectorAll(`[data-ed="${CSS.escape(id)}"], [data-ed^="${CSS.escape(id)}@"]`).forEach(el => { el.dataset.diff = kind; });
  }
  // Pictures are looked at: nothing in them can be pressed, followed or sent.
  const still = e => { if (e.type !== 'keydown' || e.key === 'Enter' || e.key === ' ') { e.preventDefault(); e.stopPropagation(); } };
  function follow(frame) {
    const doc = page(frame);
    if (!doc?.defaultView || doc.rdxFollowed) return;
    doc.rdxFollowed = true;
    doc.addEventListener('click', still, true);
    doc.addEventListener('submit', still, true);
    doc.defaultView.addEventListener('scroll', () => lock(frame), { passive: true });
    paint(frame);
  }
  // The other page goes to where the same block stands; between two blocks that both have, in proportion.
  function lock(frame) {
    if (leader && leader !== frame) return;
    leader = frame;
    clearTimeout(release);
    release = setTimeout(() => { leader = null; }, 120);
    const doc = page(frame), other = frames().find(f => f !== frame), there = other && page(other);
    if (!there?.body) return;
    const y = doc.defaultView.scrollY, ends = d => Math.max(1, d.documentElement.scrollHeight - d.defaultView.innerHeight);
    const points = [[0, 0]];
    for (const el of blocks(doc)) {
      if (el.parentElement?.closest('[data-ed]')?.parentElement?.closest('[data-ed]')) continue;
      const twin = there.querySelector(`[data-ed="${CSS.escape(el.dataset.ed)}"]`);
      if (!twin) continue;
      const [a, b] = [top(doc, el), top(there, twin)], last = points[points.length - 1];
      if (a > last[0] && b > last[1]) points.push([a, b]);
    }
    points.push([Math.max(ends(doc), points[points.length - 1][0] + 1), Math.max(ends(there), points[points.length - 1][1] + 1)]);
    const i = points.findIndex(p => p[0] > y), [from, to] = [points[Math.max(0, i - 1)], points[i < 0 ? points.length - 1 : i]];
    const share = to[0] === from[0] ? 0 : Math.min(1, (y - from[0]) / (to[0] - from[0]));
    there.defaultView.scrollTo({ top: from[1] + share * (to[1] - from[1]), behavior: 'instant' });
  }
  const loaded = e => { follow(e.target); fit(); };
  function wire() {
    for (const frame of frames()) {
      if (!frame.rdxWired) { frame.rdxWired = true; frame.addEventListener('load', loaded); }
      if (page(frame)?.readyState === 'complete' && page(frame).location.href !== 'about:blank') follow(frame);
    }
  }
  const slide = e => { if (e.target.matches('[data-cut]')) { cut = e.target.value; root.style.setProperty('--cut', cut + '%'); } };
  root.addEventListener('input', slide);
  root.style.setProperty('--cut', cut + '%');
  const size = new ResizeObserver(fit);
  size.observe(root);
  wire();
  return {
    width(pixels) { wide = pixels; wire(); requestAnimationFrame(fit); },
    mark(old, fresh) { marks = { old, new: fresh }; wire(); frames().forEach(paint); },
    show(id) {
      for (const frame of frames()) {
        const doc = page(frame);
        doc?.querySelectorAll('.rdx-shown').forEach(el => el.classList.remove('rdx-shown'));
        const el = doc?.querySelector(`[data-ed="${CSS.escape(id)}"]`);
        if (!el) continue;
        leader = frame;
        clearTimeout(release);
        release = setTimeout(() => { leader = null; }, 200);
        el.classList.add('rdx-shown');
        doc.defaultView.scrollTo({ top: Math.max(0, top(doc, el) - 80), behavior: 'instant' });
      }
    },
    stop() { size.disconnect(); root.removeEventListener('input', slide); },
  };
}
