// Films and frames of other sites. A film is loaded when it is pressed; other frames when pressed, or at once after a yes to the cookie question.
const allowed = () => /(?:^|; )shop-consent=all(?:;|$)/.test(document.cookie);

function load(box, play) {
  if (box.querySelector('iframe')) return;
  const frame = document.createElement('iframe');
  frame.src = box.dataset.embed + (play ? (box.dataset.embed.includes('?') ? '&' : '?') + 'autoplay=1' : '');
  frame.title = box.dataset.title || 'Embedded content';
  frame.allow = 'autoplay; encrypted-media; fullscreen; picture-in-picture';
  frame.referrerPolicy = 'strict-origin-when-cross-origin';
  frame.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-popups allow-forms allow-presentation');
  if (!play) frame.loading = 'lazy';
  box.append(frame);
  box.querySelectorAll('p, [data-embed-go]').forEach((part) => part.remove());
  if (play) frame.focus();
}

document.addEventListener('click', (e) => {
  const go = e.target.closest('[data-embed-go]'), box = go?.closest('[data-embed]');
  if (!box || e.ctrlKey || e.metaKey || e.shiftKey) return;
  e.preventDefault();
  load(box, !('consentFirst' in box.dataset));
});

const loadAllowed = () => allowed() && document.querySelectorAll('[data-embed][data-consent-first]').forEach((box) => load(box, false));
loadAllowed();
addEventListener('shop:consent', loadAllowed);
