// Before and after: a slider over the pictures, beside the three steps that work without script.
document.querySelectorAll('.compare').forEach((box) => {
  const pictures = box.querySelector('.compare-in');
  if (pictures.querySelectorAll('img').length < 2) return;
  const range = document.createElement('input');
  Object.assign(range, { type: 'range', min: 0, max: 100, step: 1, value: 50 });
  range.setAttribute('aria-label', box.querySelector('legend')?.textContent ?? 'Before and after');
  pictures.append(range);
  range.addEventListener('input', () => {
    box.dataset.drag = '';
    box.style.setProperty('--at', range.value + '%');
    box.querySelectorAll('[type=radio]').forEach((radio) => { radio.checked = radio.value === range.value; });
  });
  box.addEventListener('change', (e) => {
    if (e.target.type !== 'radio') return;
    delete box.dataset.drag;
    box.style.removeProperty('--at');
    range.value = e.target.value;
  });
});
