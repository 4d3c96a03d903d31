// Countdown: the page holds the day and what was left when it was made; here the figures go on, and at the end the block says so or goes.
const boxes = [...document.querySelectorAll('[data-countdown]')].map((box) => ({ box, at: Date.parse(box.dataset.countdown) }));
let timer = 0;

function tick() {
  let running = false;
  for (const { box, at } of boxes) {
    const left = Math.max(0, at - Date.now()), seconds = Math.floor(left / 1000);
    const shown = { d: Math.floor(seconds / 86400), h: Math.floor(seconds / 3600) % 24, m: Math.floor(seconds / 60) % 60, s: seconds % 60 };
    for (const figure of box.querySelectorAll('[data-unit]')) {
      const text = String(shown[figure.dataset.unit]).padStart(figure.dataset.unit === 'd' ? 1 : 2, '0');
      if (figure.textContent !== text) figure.textContent = text;
    }
    // Seconds only on the last day: before, they say nothing.
    const last = box.querySelector('[data-unit=s]')?.parentElement;
    if (last) last.hidden = shown.d > 0;
    if (left > 0) { running = true; continue; }
    if (box.dataset.end === 'hide') { box.closest('section').hidden = true; continue; }
    for (const part of box.children) part.hidden = !part.matches('.count-end');
  }
  if (!running) clearInterval(timer);
}

timer = setInterval(tick, 1000);
tick();
