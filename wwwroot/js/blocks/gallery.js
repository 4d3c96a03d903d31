// Gallery: the large pictures get a way to the next and the one before, by button and arrow key.
document.querySelectorAll('.gallery').forEach((gallery) => {
  const large = [...gallery.querySelectorAll('.large')];
  if (large.length < 2) return;
  large.forEach((box, at) => {
    const turn = (way) => { const next = large[(at + way + large.length) % large.length]; box.hidePopover(); next.showPopover(); next.querySelector(`[data-turn="${way}"]`)?.focus(); };
    for (const way of [-1, 1]) {
      const button = document.createElement('button');
      button.type = 'button';
      button.dataset.turn = way;
      button.setAttribute('aria-label', way < 0 ? 'Picture before' : 'Next picture');
      button.textContent = way < 0 ? '←' : '→';
      button.addEventListener('click', () => turn(way));
      box.append(button);
    }
    // The keys work from inside, so that is where the focus goes.
    box.addEventListener('toggle', (e) => { if (e.newState === 'open' && !box.contains(document.activeElement)) box.querySelector('.shut').focus(); });
    box.addEventListener('keydown', (e) => { if (e.key === 'ArrowLeft' || e.key === 'ArrowRight') { e.preventDefault(); turn(e.key === 'ArrowLeft' ? -1 : 1); } });
  });
});
