// Runs in the editor's page. Both documents are of one origin, so one clock measures from the event here to the change there.
window.probe = (() => {
  const frame = () => document.querySelector('.ed-frame iframe');
  const inside = () => frame().contentDocument;
  const pick = list => list[Math.floor(Math.random() * list.length)];
  const blocks = () => [...inside().querySelectorAll('[data-ed]')].filter(b => !b.dataset.edSlot && b.nodeName !== 'TEMPLATE');
  const text = () => blocks().filter(b => b.querySelector(':scope [data-ed-prop]') && b.querySelector('[data-ed-prop]').closest('[data-ed]') === b);
  /** Milliseconds from now until a condition holds, looked at after every change of either document. */
  const until = (holds, start) => new Promise((done, fail) => {
    const watchers = [document, inside()].map(d => { const w = new MutationObserver(look); w.observe(d, { subtree: true, childList: true, attributes: true, characterData: true }); return w; });
    const end = result => { watchers.forEach(w => w.disconnect()); clearTimeout(late); done(result); };
    const late = setTimeout(() => { watchers.forEach(w => w.disconnect()); fail(new Error('nothing happened for 10 s: ' + String(holds) + ', shown ' + shown() + ', ' + document.querySelector('.ed-notice')?.textContent)); }, 10000);
    function look() { if (holds()) end(performance.now() - start); }
    look();
  });
  const frames = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  const shown = () => document.querySelector('.ed-insp [data-block]')?.dataset.block;
  const pause = ms => new Promise(done => setTimeout(done, ms));
  // Nobody acts again within a tenth of a second: what follows an act (the outline, the checks) is done by then and not measured with the next.
  const calm = () => pause(100);
  const press = el => el.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, view: el.ownerDocument.defaultView }));
  const tool = act => inside().querySelector('rendrix-marks').shadowRoot.querySelector(`[data-act=${act}]`);
  const byId = id => inside().querySelector(`[data-ed="${CSS.escape(id)}"]`);

  const canvas = () => { const inner = frame()?.contentWindow; return document.querySelector('.ed[data-keys]') && inner?.rendrixCanvas && inner.document.readyState !== 'loading'; };

  return {
    /** Waits for the click that opens a page from the list, and from there for an editor that can be used. */
    opening() {
      this.openedAfter = 0;
      document.addEventListener('click', async () => {
        const start = performance.now();
        while (!canvas()) await pause(4);
        this.openedAfter = performance.now() - start;
      }, { capture: true, once: true });
    },
    async select(n) {
      const times = [], drawn = [];
      for (let i = 0; i < n; i++) {
        const el = pick(blocks().filter(b => b.dataset.ed !== shown())), start = performance.now();
        press(el);
        drawn.push(performance.now() - start);
        times.push(await until(() => shown() === el.dataset.ed, start));
        await calm();
      }
      return { times, drawn };
    },
    async setting(n) {
      const times = [], painted = [];
      for (let i = 0; i < n; i++) {
        const el = pick(text()), prop = el.querySelector('[data-ed-prop]').dataset.edProp;
        press(el);
        await until(() => shown() === el.dataset.ed, performance.now());
        await calm();
        const input = document.querySelector(`.ed-insp [data-set="${prop}"] input, .ed-insp [data-set="${prop}"] textarea`);
        if (!input) { i--; continue; }
        const words = 'Words ' + i + ' ' + Math.random().toString(36).slice(2, 8);
        input.focus();
        const start = performance.now();
        input.value = words;
        input.dispatchEvent(new Event('input', { bubbles: true }));
        times.push(await until(() => byId(el.dataset.ed)?.querySelector(`[data-ed-prop="${prop}"]`)?.textContent === words, start));
        await frames();
        painted.push(performance.now() - start);
        await calm();
      }
      return { times, painted };
    },
    /** A block of the page's own list is copied, moved, deleted and both taken back. */
    async structure(n) {
      const result = { duplicate: [], move: [], remove: [], undo: [] };
      const list = () => [...inside().querySelector('[data-ed][data-ed-slot]').children].filter(c => c.dataset.ed);
      for (let i = 0; i < n; i++) {
        const all = list(), el = all[1 + Math.floor(Math.random() * (all.length - 2))], id = el.dataset.ed;
        press(el);
        await until(() => shown() === id, performance.now());
        await calm();
        let count = all.length, start = performance.now();
        press(tool('duplicate'));
        result.duplicate.push(await until(() => list().length === count + 1, start));
        await until(() => shown() && shown() !== id, performance.now());
        await calm();
        const copy = shown(), next = byId(copy).nextElementSibling;
        start = performance.now();
        press(tool(next ? 'down' : 'up'));
        result.move.push(await until(() => byId(copy)?.nextElementSibling !== next, start));
        await calm();
        start = performance.now();
        press(tool('remove'));
        result.remove.push(await until(() => !byId(copy), start));
        await calm();
        const undo = document.querySelector('.ed-bar [aria-label^="Undo"]');
        for (let step = 0; step < 3; step++) {
          const before = inside().querySelector('[data-ed][data-ed-slot]').innerHTML.length, order = list().map(b => b.dataset.ed).join();
          start = performance.now();
          press(undo);
          result.undo.push(await until(() => list().map(b => b.dataset.ed).join() !== order || inside().querySelector('[data-ed][data-ed-slot]').innerHTML.length !== before, start));
          await calm();
        }
      }
      return result;
    },
    /** Watches real keys: to the end of the input handlers with a forced layout, and to the next frame. */
    watchKeys() {
      const win = frame().contentWindow, keys = this.keys = { handler: [], frame: [] };
      let start = 0;
      win.addEventListener('keydown', () => { start = win.performance.now(); }, true);
      win.addEventListener('input', () => {
        const from = start;
        win.document.body.offsetHeight;
        keys.handler.push(win.performance.now() - from);
        win.requestAnimationFrame(() => { const c = new MessageChannel(); c.port1.onmessage = () => keys.frame.push(win.performance.now() - from); c.port2.postMessage(0); });
      });
    },
    textBlock() { return pick(text()).dataset.ed; },
    count: () => blocks().length,
  };
})();
