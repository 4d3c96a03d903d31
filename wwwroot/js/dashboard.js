// What the dashboard does in the browser itself: dialogs, menus, copying, shortcuts, theme. Everything else lives in the circuit.

const announce = text => {
  const place = document.getElementById('announcer');
  if (place) { place.textContent = ''; setTimeout(() => { place.textContent = text; }, 50); }
};

let drawn = false;
const scripts = {};
const loaded = (el, put) => new Promise((done, fail) => { el.onload = () => done(); el.onerror = () => fail(new Error(`${el.src ?? el.href} could not be loaded`)); put(el); });

window.rendrix = {
  // The circuit has drawn: tests and people may act now.
  ready() { drawn = true; document.body.dataset.ready = 'true'; },
  showModal(dialog) { if (dialog && dialog.isConnected && !dialog.open) dialog.showModal(); },
  announce,
  // Puts the focus on the first wrong field of the page.
  focusWrong() {
    const wrong = document.querySelector('main [aria-invalid="true"]');
    if (wrong) { wrong.scrollIntoView({ block: 'center' }); wrong.focus({ preventScroll: true }); }
  },
  focusHeading() { document.querySelector('main h1')?.focus({ preventScroll: true }); },
  toTop() { scrollTo({ top: 0 }); document.querySelector('main h1')?.focus({ preventScroll: true }); },
  /** Resolves when Radzen's styles and script are in the page: its own sheet before all of ours, our dress for it behind the tokens it is made of. */
  async need(styles, dress, script) {
    const sheets = [...document.head.querySelectorAll('link[rel=stylesheet]')];
    const link = (href, before) => document.head.querySelector(`link[href="${href}"]`) ?? loaded(Object.assign(document.createElement('link'), { rel: 'stylesheet', href }), el => before.before(el));
    await Promise.all([
      link(styles, sheets[0]), link(dress, sheets[1]),
      scripts[script] ??= loaded(Object.assign(document.createElement('script'), { src: script }), el => document.body.append(el)),
    ]);
    // Its icons are words in a font of their own, and would be read as words before that is here. On a slow line the field counts more.
    await Promise.race([document.fonts.load('18px "Material Symbols"').catch(() => []), new Promise(go => setTimeout(go, 4000))]);
  },
  closePopovers() { document.querySelectorAll(':popover-open').forEach(p => p.hidePopover()); },
  // light, dark or system; kept per person in a cookie, which the server reads for the first paint.
  theme(choice) {
    const root = document.documentElement;
    if (choice === 'light' || choice === 'dark') root.dataset.theme = choice; else delete root.dataset.theme;
    document.cookie = `theme=${choice}; path=/; max-age=31536000; samesite=lax`;
  },
  download(name, type, text) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  },
};

document.addEventListener('click', async event => {
  const copy = event.target.closest('[data-copy]');
  if (copy) {
    try { await navigator.clipboard.writeText(copy.dataset.copy); announce('Copied'); copy.dataset.copied = ''; setTimeout(() => delete copy.dataset.copied, 2000); }
    catch { announce('Copying is blocked by the browser'); }
  }
  const theme = event.target.closest('[data-theme-choice]');
  if (theme) window.rendrix.theme(theme.dataset.themeChoice);
  // A link inside a menu closes it.
  if (event.target.closest('[popover] a[href], [popover] [data-close]')) window.rendrix.closePopovers();
});

const typing = target => target.closest?.('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true], [contenteditable=""]');

document.addEventListener('keydown', event => {
  const command = event.ctrlKey || event.metaKey;
  if (command && event.key.toLowerCase() === 's') {
    const save = document.querySelector('[data-save]:not(:disabled)');
    if (save) { event.preventDefault(); document.activeElement?.blur?.(); save.click(); }
  } else if (command && event.key.toLowerCase() === 'k') {
    const search = document.querySelector('[data-search]');
    if (search && search.offsetParent) { event.preventDefault(); search.focus(); search.select(); }
  } else if (command && event.key.toLowerCase() === 'o') {
    const switcher = document.getElementById('stores');
    if (switcher) { event.preventDefault(); switcher.togglePopover(); }
  } else if (event.key === 'Escape' && !event.defaultPrevented && !typing(event.target) && !document.querySelector('dialog[open], :popover-open')) {
    document.querySelector('[data-escape] [data-escape-act]')?.click();
  } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && event.target.closest('[popover].menu')) {
    // Menus and the store list: arrows walk over what can be chosen.
    const items = [...event.target.closest('[popover].menu').querySelectorAll('a.item, button.item')].filter(i => i.offsetParent);
    const at = items.indexOf(document.activeElement);
    const next = items[event.key === 'ArrowDown' ? Math.min(at + 1, items.length - 1) : Math.max(at - 1, 0)];
    if (next) { event.preventDefault(); next.focus(); }
  }
});

// A menu without a fixed place opens below the button that calls it.
document.addEventListener('toggle', event => {
  const menu = event.target;
  if (event.newState !== 'open' || !(menu instanceof HTMLElement) || !menu.hasAttribute('data-at')) return;
  const button = document.querySelector(`[popovertarget="${menu.id}"]`);
  if (!button || matchMedia('(max-width: 639px)').matches && menu.classList.contains('sheet')) return;
  const box = button.getBoundingClientRect();
  const left = Math.max(8, Math.min(box.right - menu.offsetWidth, innerWidth - menu.offsetWidth - 8));
  const below = box.bottom + 6;
  menu.style.left = `${left}px`;
  menu.style.top = `${below + menu.offsetHeight > innerHeight - 8 ? Math.max(8, box.top - menu.offsetHeight - 6) : below}px`;
}, true);

// The store list filters as one types, without a round trip.
document.addEventListener('input', event => {
  if (!event.target.matches('[data-filter]')) return;
  const words = event.target.value.trim().toLowerCase();
  document.getElementById(event.target.dataset.filter)?.querySelectorAll('.item').forEach(item => { item.hidden = !item.textContent.toLowerCase().includes(words); });
});

// Pages without a circuit are ready when they are read. A page that is swapped in under a living circuit brings a body without the mark.
const mark = () => {
  const circuit = document.getElementById('components-reconnect-modal');
  if (!circuit) drawn = false;
  if (!circuit || drawn) document.body.dataset.ready = 'true';
};
mark();
window.Blazor?.addEventListener('enhancedload', mark);
