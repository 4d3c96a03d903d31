// The palette: thumbnails drawn from the shop's own markup and stylesheets, arrow keys, and what was used lately.
const shelf = 'rendrix-used-blocks';
const used = () => { try { return JSON.parse(localStorage.getItem(shelf) ?? '[]'); } catch { return []; } };
function remember(code) {
  try { localStorage.setItem(shelf, JSON.stringify([code, ...used().filter((c) => c !== code)].slice(0, 8))); } catch { /* Without a memory the list stays as it is. */ }
}

// ---- Pictures: a shadow root for each, with one shared set of sheets, so that sixty of them cost little more than one -------------------
const parsed = new Map();
async function sheet(address) {
  if (!parsed.has(address)) parsed.set(address, fetch(address).then((r) => r.text()).then((text) => made(text)));
  return parsed.get(address);
}
// The shop's sheets speak of html and body; in a shadow root two boxes stand for them.
function made(text) {
  const css = new CSSStyleSheet();
  css.replaceSync(text.replace(/(^|[},\s])html(?=[,{[])/g, '$1.shop-html').replace(/(^|[},\s])body(?=[,{[])/g, '$1.shop-body').replace(/:root(?=[,{])/g, '.shop-html'));
  return css;
}
const own = `.shop-html{position:absolute;left:0;top:0;width:var(--shop-w,760px);min-height:calc(100% / var(--shop-s,.15));transform:scale(var(--shop-s,.15));transform-origin:0 0;background:var(--bg);color:var(--ink);display:grid;align-content:center;--gutter:32px}
.shop-body{background:none;overflow:hidden}
.consent-box[popover],.sheet{display:grid!important;position:relative!important;inset:auto!important;margin:24px auto!important;max-height:none!important}
.modal>button{display:none}.sec{padding-block:40px}.shop-body>.band{padding-block:56px}.shop-body>:is(details,figure,li,.logo-item,.person,.moment,.badge-item,.column,.mega-col){padding:24px 32px}
*,*::before,*::after{transition:none!important;animation:none!important}`;

const faces = new Set();
function register(theme) {
  if (faces.has(theme)) return;
  faces.add(theme);
  const css = new CSSStyleSheet();
  css.replaceSync((theme.match(/@font-face\{[^}]*\}/g) ?? []).join(''));
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, css];
}

async function load(address) {
  const answer = await fetch(address, { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`The blocks could not be drawn: ${answer.status}`);
  const shop = await answer.json();
  register(shop.theme);
  const sheets = [...await Promise.all(shop.styles.map(sheet)), made(shop.theme), made(own)];
  return { ...shop, sheets };
}

// Empty space has nothing to show: its icon stays.
function shows(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content.textContent.trim().length > 0 || template.content.querySelector('img, hr, svg') !== null;
}

export function start(root, address) {
  let shop = null, stopped = false;
  const seen = new IntersectionObserver((entries) => { for (const entry of entries) if (entry.isIntersecting && shop) { seen.unobserve(entry.target); draw(entry.target); } }, { root: root.querySelector('.ed-palette'), rootMargin: '300px' });
  const sized = new ResizeObserver((entries) => { for (const entry of entries) fit(entry.target); });

  function draw(host) {
    const html = shop.blocks[host.dataset.thumb];
    if (!html || host.shadowRoot || !shows(html)) return;
    const shadow = host.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = shop.sheets;
    const looks = Object.entries(shop.looks).map(([name, value]) => ` data-${name}="${value}"`).join('');
    shadow.innerHTML = `<div class="shop-html"${looks}><div class="shop-body">${html}</div></div>`;
    sized.observe(host);
    fit(host);
  }
  // Small blocks are drawn larger, so that a button is seen as one and a text can be read.
  function fit(host) {
    const page = host.shadowRoot?.firstElementChild;
    if (!page || !host.clientWidth) return;
    // With a picture it is drawn as wide as a desk has it, where pictures and words stand side by side.
    const pictured = page.querySelector('img') !== null, fill = pictured ? 0.3 : 0.44;
    const widths = host.clientWidth > 180 ? [1000, 560, 400] : pictured ? [940, 560, 400] : [760, 460, 320];
    for (const width of widths) {
      host.style.setProperty('--shop-w', width + 'px');
      host.style.setProperty('--shop-s', host.clientWidth / width);
      if (page.firstElementChild.scrollHeight > width * fill) break;
    }
  }
  const look = () => {
    for (const host of root.querySelectorAll('[data-thumb]')) if (!host.shadowRoot) seen.observe(host);
    rove();
  };
  const watch = new MutationObserver(look);
  watch.observe(root, { childList: true, subtree: true });

  // ---- Keys: one tab stop for all blocks, arrows walk among them as they lie ----------------------------------------------------------
  const chips = () => [...root.querySelectorAll('.ed-chip')];
  let current = null;
  function rove() {
    const all = chips();
    if (!all.includes(current)) current = all[0] ?? null;
    for (const chip of all) { const at = chip === current ? 0 : -1; if (chip.tabIndex !== at) chip.tabIndex = at; }
  }
  function go(chip) {
    if (!chip) return;
    current = chip;
    rove();
    chip.focus();
    chip.closest('li').scrollIntoView({ block: 'nearest' });
  }
  function key(e) {
    const find = e.target.closest('[data-gallery-find]');
    if (find) {
      if (e.key === 'ArrowDown') { e.preventDefault(); go(chips()[0]); }
      else if (e.key === 'Enter' && find.value.trim()) { e.preventDefault(); chips()[0]?.click(); }
      return;
    }
    if (e.key === 'Escape' && root.classList.contains('wide')) { e.stopPropagation(); root.querySelector('[data-gallery-size]').click(); return; }
    const from = e.target.closest('.ed-chip');
    if (!from) return;
    const all = chips(), at = all.indexOf(from), here = from.closest('li').getBoundingClientRect();
    const across = (way) => {
      const rows = all.map((chip) => ({ chip, box: chip.closest('li').getBoundingClientRect() })).filter(({ box }) => way > 0 ? box.top > here.top + 8 : box.top < here.top - 8);
      const row = way > 0 ? Math.min(...rows.map((r) => r.box.top)) : Math.max(...rows.map((r) => r.box.top));
      return rows.filter((r) => Math.abs(r.box.top - row) < 8).sort((a, b) => Math.abs(a.box.left - here.left) - Math.abs(b.box.left - here.left))[0]?.chip;
    };
    const to = { ArrowRight: all[at + 1], ArrowLeft: all[at - 1], ArrowDown: across(1), ArrowUp: across(-1), Home: all[0], End: all.at(-1) };
    if (!(e.key in to)) return;
    e.preventDefault();
    if (e.key === 'ArrowUp' && !to.ArrowUp) { root.querySelector('[data-gallery-find]').focus(); return; }
    go(to[e.key]);
  }
  const note = (e) => { const chip = e.target.closest('[data-chip]'); if (chip) remember(chip.dataset.chip); };
  const focused = (e) => { const chip = e.target.closest('.ed-chip'); if (chip) { current = chip; rove(); } };
  root.addEventListener('keydown', key);
  root.addEventListener('focusin', focused);
  root.addEventListener('click', note);
  root.addEventListener('rendrix-dropped', note);
  rove();
  load(address).then((loaded) => { if (stopped) return; shop = loaded; look(); root.dataset.pictures = 'ready'; }).catch((error) => { root.dataset.pictures = 'none'; console.debug('palette', String(error)); });

  return {
    lately: used,
    stop() { stopped = true; seen.disconnect(); sized.disconnect(); watch.disconnect(); },
  };
}
