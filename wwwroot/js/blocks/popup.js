// Popup: once, when its moment has come, and never while the cookie question waits for an answer.
const waits = () => document.querySelector('[data-consent]') && !/(?:^|; )shop-consent=/.test(document.cookie);
const read = (store, key) => { try { return store.getItem(key); } catch { return null; } };
const write = (store, key, value) => { try { store.setItem(key, value); } catch { /* Without a memory it shows again, which is better than breaking. */ } };

const pages = Number(read(sessionStorage, 'shop-pages') ?? 0) + 1;
write(sessionStorage, 'shop-pages', pages);

for (const box of document.querySelectorAll('[data-popup]')) {
  const dialog = box.querySelector('dialog'), key = 'shop-' + box.dataset.popup;
  if (!dialog || Date.now() < Number(read(localStorage, key) ?? 0) || ('later' in box.dataset && pages < 2)) continue;
  let done = false;
  const show = () => {
    if (done || waits() || document.querySelector('dialog[open], :popover-open')) return;
    done = true;
    dialog.showModal();
  };
  dialog.addEventListener('close', () => write(localStorage, key, Date.now() + Number(box.dataset.days) * 86_400_000));
  dialog.addEventListener('click', (e) => { if (e.target === dialog) dialog.close(); });
  if (box.dataset.when === 'delay') setTimeout(() => { show(); if (!done) addEventListener('shop:consent', () => setTimeout(show, 1000), { once: true }); }, Number(box.dataset.delay) * 1000);
  else if (box.dataset.when === 'scroll') addEventListener('scroll', () => { if (scrollY + innerHeight > document.documentElement.scrollHeight / 2) show(); }, { passive: true });
  else {
    // Leaving: the pointer goes out at the top; without a pointer, a quick way back up after reading on.
    document.documentElement.addEventListener('mouseleave', (e) => { if (e.clientY <= 0) show(); });
    let deepest = 0;
    if (!matchMedia('(hover: hover)').matches) addEventListener('scroll', () => { deepest = Math.max(deepest, scrollY); if (deepest > innerHeight && scrollY < deepest - innerHeight * 0.8) show(); }, { passive: true });
  }
}
