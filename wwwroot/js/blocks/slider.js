// Slider: two keys beside the scrolling, which works by touch, wheel and arrow keys without them.
document.querySelectorAll('.slider').forEach((slider) => {
  const strip = slider.querySelector('.slides'), keys = slider.querySelector('.slide-keys');
  if (!strip || !keys) return;
  const [back, on] = keys.querySelectorAll('button');
  const show = () => {
    keys.hidden = strip.scrollWidth <= strip.clientWidth + 4;
    back.disabled = strip.scrollLeft < 4;
    on.disabled = strip.scrollLeft > strip.scrollWidth - strip.clientWidth - 4;
  };
  keys.addEventListener('click', (e) => {
    const way = Number(e.target.closest('[data-slide]')?.dataset.slide);
    if (way) strip.scrollBy({ left: way * strip.clientWidth * 0.9, behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
  });
  strip.addEventListener('scroll', () => requestAnimationFrame(show), { passive: true });
  new ResizeObserver(show).observe(strip);
});
