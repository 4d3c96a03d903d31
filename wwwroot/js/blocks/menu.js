// Large menus fold out without script; here Escape closes them and so does a press elsewhere.
const open = () => document.querySelector('.mega[open]');
document.addEventListener('keydown', (e) => {
  const menu = e.key === 'Escape' && open();
  if (!menu) return;
  const inside = menu.contains(document.activeElement);
  menu.open = false;
  if (inside) menu.querySelector('summary').focus();
});
document.addEventListener('click', (e) => { const menu = open(); if (menu && !menu.contains(e.target)) menu.open = false; });
document.addEventListener('focusin', (e) => { const menu = open(); if (menu && !menu.contains(e.target) && matchMedia('(min-width: 900px)').matches) menu.open = false; });
