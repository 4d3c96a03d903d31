// What the shop does better with script. Every page works without it.
const base = document.body.dataset.base || '';
const say = (text, link) => {
  let box = document.getElementById('say');
  if (!box) { box = document.createElement('p'); box.id = 'say'; box.className = 'toast'; box.setAttribute('role', 'status'); document.documentElement.append(box); }
  box.textContent = ''; setTimeout(() => { box.textContent = text; if (link) { const a = document.createElement('a'); [a.href, a.textContent] = link; box.append(' ', a); } box.hidden = false; }, 30);
  clearTimeout(say.timer); say.timer = setTimeout(() => { box.hidden = true; }, 5000);
};

// Pages are the same for everybody and kept by caches; the number in the cart is asked for afterwards.
const showCount = (count) => document.querySelectorAll('[data-cart]').forEach((link) => {
  link.textContent = count > 0 ? `Cart ${count}` : 'Cart';
  link.setAttribute('aria-label', count === 1 ? 'Cart, 1 item' : `Cart, ${count} items`);
});
// So are blocks that show by what is in it: until the answer comes they stand as this device saw the cart last.
const byCart = document.querySelectorAll('.at[data-if-cart]:not([data-ed])');
const showByCart = (cart) => byCart.forEach((block) => {
  const wish = block.dataset.ifCart;
  block.dataset.met = (wish === 'empty' ? !cart.count : cart.count && (wish === 'some' || cart.subtotal >= Number(wish))) ? 'yes' : 'no';
});
const lastCart = 'rdx_cart' + base;
const refreshCount = () => (byCart.length || document.querySelector('[data-cart]')) && fetch(`${base}/cart/count${byCart.length ? '?worth' : ''}`, { headers: { accept: 'application/json' } })
  .then((r) => r.ok ? r.json() : null).then((c) => {
    if (!c) return;
    showCount(c.count);
    if (!byCart.length) return;
    showByCart(c);
    try { sessionStorage.setItem(lastCart, JSON.stringify(c)); } catch { /* Storage is switched off: the next page waits for the answer. */ }
  }).catch(() => {});
if (byCart.length) try { showByCart(JSON.parse(sessionStorage.getItem(lastCart)) ?? { count: 0 }); } catch { /* Nothing usable was kept; the answer is on its way. */ }
refreshCount();
addEventListener('pageshow', (e) => { if (e.persisted) refreshCount(); });

// Quantity steppers: buttons around a number input.
document.addEventListener('click', (e) => {
  const button = e.target.closest('[data-step]');
  if (!button) return;
  const input = button.parentElement.querySelector('input');
  const next = Math.min(Number(input.max || 99), Math.max(Number(input.min || 1), (Number(input.value) || 0) + Number(button.dataset.step)));
  if (next === Number(input.value)) return;
  input.value = next;
  input.dispatchEvent(new Event('change', { bubbles: true }));
});

// The cart saves a changed quantity, and lists take a changed order, at once.
document.addEventListener('change', (e) => {
  const form = e.target.closest('form[data-autosubmit]') ?? (e.target.matches('[data-save]') ? e.target.form : null);
  if (form) { clearTimeout(form.timer); form.timer = setTimeout(() => form.requestSubmit(), 350); }
});

// Choosing a variant changes price, stock and picture without a new page, and the address when the page is the product's own.
// What shows a product stands anywhere on the page and is marked with its id; the radio buttons belong to the form wherever they stand.
const esc = (t) => { const s = document.createElement('span'); s.textContent = t; return s.innerHTML; };
document.querySelectorAll('form[data-buy]').forEach((buy) => {
  const data = buy.querySelector('script[type="application/json"]');
  if (!data) return;
  const variants = JSON.parse(data.textContent);
  const about = (selector) => [...document.querySelectorAll(`[data-of="${buy.dataset.buy}"]`)].flatMap((part) => [...part.querySelectorAll(selector)]);
  const radios = () => [...buy.elements].filter((e) => e.type === 'radio' && /^o\d$/.test(e.name));
  const stock = buy.querySelector('[data-stock]');
  const button = buy.querySelector('button.buy');
  const show = () => {
    const fields = [...new Set(radios().map((r) => r.closest('fieldset')))];
    const values = fields.map((f) => f.querySelector('input:checked')?.value);
    fields.forEach((f, i) => {
      const name = f.querySelector('[data-chosen]'); if (name) name.textContent = values[i] ?? '';
      f.querySelectorAll('input').forEach((input) => {
        const any = variants.some((v) => v.values.every((x, j) => j === i ? x === input.value : j > i || x === values[j]) && v.available);
        input.closest('.opt').toggleAttribute('data-out', !any);
      });
    });
    const variant = variants.find((v) => v.values.every((x, i) => x === values[i]));
    if (!variant) { button.disabled = true; button.textContent = 'Not made in this combination'; if (stock) { stock.textContent = ''; delete stock.dataset.stock; } return; }
    about('[data-price]').forEach((p) => { p.innerHTML = variant.was ? `<span class="now"><span class="vh">Sale price </span>${esc(variant.price)}</span> <s><span class="vh">Original price </span>${esc(variant.was)}</s>` : `<span>${esc(variant.price)}</span>`; });
    about('.save').forEach((p) => { p.hidden = !variant.save; p.textContent = variant.save ?? ''; });
    if (buy.elements.quantity) buy.elements.quantity.max = variant.most;
    button.disabled = !variant.available;
    button.textContent = variant.available ? `${button.dataset.label}, ${variant.price}` : 'Sold out';
    if (stock) { stock.textContent = variant.stock; stock.dataset.stock = variant.available ? variant.low ? 'low' : 'in' : 'out'; }
    if ('page' in buy.dataset) history.replaceState(null, '', `?variant=${variant.id}`);
    const picture = variant.image && about('[data-src]').find((p) => p.dataset.src === variant.image);
    if (picture) { const gallery = picture.closest('.gal'); gallery.querySelectorAll('[data-main]').forEach((p) => p.removeAttribute('data-main')); picture.setAttribute('data-main', ''); gallery.scrollTo({ left: picture.offsetLeft - gallery.offsetLeft, behavior: 'smooth' }); }
  };
  document.addEventListener('change', (e) => { if (e.target.form === buy && radios().includes(e.target)) show(); });
});

// What was looked at is remembered on this device alone, for the block that shows it again.
const seen = document.querySelector('form[data-buy][data-page]') && location.pathname.split('/products/')[1];
if (seen) try { localStorage.setItem('rdx_seen' + base, [seen, ...(localStorage.getItem('rdx_seen' + base) ?? '').split(',').filter((s) => s && s !== seen)].slice(0, 13).join()); } catch { /* Storage is switched off: nothing is remembered. */ }

// Adding to the cart stays on the page and says so.
document.addEventListener('submit', async (e) => {
  const form = e.target;
  if (form.matches('form[data-buy]')) {
    e.preventDefault();
    const button = form.querySelector('button.buy');
    button.setAttribute('aria-disabled', 'true');
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)), headers: { accept: 'application/json' } });
      const result = await answer.json();
      if (answer.ok) { showCount(result.count); if (byCart.length) refreshCount(); say(result.message, [`${base}/cart`, 'View cart']); } else { say(result.message || 'This could not be added to your cart.'); }
    } catch { form.submit(); return; } finally { button.removeAttribute('aria-disabled'); }
  } else if (form.matches('form[data-newsletter]')) {
    e.preventDefault();
    const status = form.querySelector('[role=status]');
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)), headers: { accept: 'application/json' } });
      const result = await answer.json();
      status.textContent = result.message;
      if (answer.ok) form.reset();
    } catch { form.submit(); }
  }
});

// What was wrong in a form stops being red the moment it is right.
document.addEventListener('input', (e) => {
  const field = e.target;
  if (field.getAttribute?.('aria-invalid') !== 'true' || !field.value.trim() || !field.checkValidity()) return;
  field.removeAttribute('aria-invalid');
  for (const id of (field.getAttribute('aria-describedby') ?? '').split(' ')) { const line = id && document.getElementById(id); if (line?.matches('.error, .err')) line.hidden = true; }
  document.querySelectorAll(`[role=alert] a[href="#${CSS.escape(field.id)}"]`).forEach((a) => { (a.closest('li') ?? a).hidden = true; });
});

// The category one is in is in sight among the others.
document.querySelectorAll('.chips [aria-current]').forEach((chip) => { chip.parentElement.scrollLeft = chip.offsetLeft - (chip.parentElement.clientWidth - chip.offsetWidth) / 2; });

// Filters that are open on wide screens, and the checkout's summary.
const wide = matchMedia('(min-width: 960px)');
const openWide = () => document.querySelectorAll('details[data-wide]').forEach((d) => { d.open = wide.matches; });
openWide(); wide.addEventListener('change', openWide);
