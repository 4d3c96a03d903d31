// Tabs: arrow keys walk between them, one stays open, and every set closes only its own.
document.querySelectorAll('.tabs').forEach((set, number) => {
  const tabs = [...set.querySelectorAll(':scope > .tab')];
  tabs.forEach((tab) => { tab.name = `tabs-${number}`; });
  if (tabs.length && !tabs.some((tab) => tab.open)) tabs[0].open = true;
  set.addEventListener('click', (e) => {
    const summary = e.target.closest('summary');
    // Pressing the open tab would leave nothing to see.
    if (summary?.parentElement.parentElement === set && summary.parentElement.open) e.preventDefault();
  });
  set.addEventListener('keydown', (e) => {
    const at = tabs.findIndex((tab) => tab.querySelector('summary') === e.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[e.key];
    if (at < 0 || to === undefined) return;
    e.preventDefault();
    const tab = tabs[(to + tabs.length) % tabs.length];
    tab.open = true;
    tab.querySelector('summary').focus();
  });
});
