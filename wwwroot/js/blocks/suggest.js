// Search box: products show as one types. The form works without it, and Enter searches as before.
const base = document.body.dataset.base || '';
document.querySelectorAll('.search-box:not([data-ed]) input[type=search]').forEach((input, n) => {
  const list = Object.assign(document.createElement('ul'), { id: `suggest${n}`, className: 'suggest', hidden: true });
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Products');
  const told = Object.assign(document.createElement('p'), { className: 'vh' });
  told.setAttribute('role', 'status');
  input.closest('form').append(list, told);
  Object.entries({ role: 'combobox', autocomplete: 'off', 'aria-autocomplete': 'list', 'aria-controls': list.id, 'aria-expanded': 'false' }).forEach(([name, value]) => input.setAttribute(name, value));
  let asked = '', timer, at = -1;
  const show = (open) => { list.hidden = !open; list.style.top = `${input.offsetTop + input.offsetHeight + 6}px`; input.setAttribute('aria-expanded', open); if (!open) mark(-1); };
  const mark = (to) => {
    at = to;
    [...list.children].forEach((option, i) => option.setAttribute('aria-selected', i === to));
    if (to < 0) input.removeAttribute('aria-activedescendant'); else { input.setAttribute('aria-activedescendant', list.children[to].id); list.children[to].scrollIntoView({ block: 'nearest' }); }
  };
  const draw = (found) => {
    list.replaceChildren(...found.map((product, i) => {
      const option = Object.assign(document.createElement('li'), { id: `${list.id}-${i}` });
      option.setAttribute('role', 'option');
      option.dataset.url = product.url;
      if (product.image) option.append(Object.assign(new Image(48, 48), { src: product.image, alt: '', loading: 'lazy' }));
      option.append(Object.assign(document.createElement('span'), { textContent: product.name }), Object.assign(document.createElement('span'), { textContent: product.price }));
      return option;
    }));
    mark(-1);
    show(found.length > 0);
    told.textContent = found.length ? `${found.length === 1 ? '1 product' : found.length + ' products'}, arrows to choose` : '';
  };
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const words = input.value.trim();
      if (words === asked) return;
      asked = words;
      if (words.length < 2) { draw([]); return; }
      try {
        const answer = await fetch(`${base}/search/suggest?q=${encodeURIComponent(words)}`);
        if (answer.ok && asked === words) draw((await answer.json()).products);
      } catch { draw([]); /* Offline: the form still says so when it is sent. */ }
    }, 150);
  });
  input.addEventListener('keydown', (e) => {
    const count = list.children.length;
    if (e.key === 'Escape' && !list.hidden) { e.preventDefault(); show(false); }
    else if ((e.key === 'ArrowDown' || e.key === 'ArrowUp') && count) {
      e.preventDefault();
      if (list.hidden) show(true);
      mark(e.key === 'ArrowDown' ? (at + 2 > count ? -1 : at + 1) : at < 0 ? count - 1 : at - 1);
    } else if (e.key === 'Enter' && at >= 0 && !list.hidden) { e.preventDefault(); location.assign(list.children[at].dataset.url); }
  });
  // The press comes before the field loses the focus and the list with it.
  list.addEventListener('mousedown', (e) => e.preventDefault());
  list.addEventListener('click', (e) => { const option = e.target.closest('li'); if (option) location.assign(option.dataset.url); });
  input.addEventListener('focus', () => { if (list.children.length) show(true); });
  input.closest('form').addEventListener('focusout', (e) => { if (!e.currentTarget.contains(e.relatedTarget)) show(false); });
});
