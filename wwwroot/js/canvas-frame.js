// The frame that holds the shop's page in the editor. The document asks for it before the circuit starts, and what the circuit draws takes over that
// very frame, loaded as it is, where the browser can move a frame without loading it again. Elsewhere the circuit's drawing begins it.
// A link to the editor begins it too, while the circuit still looks up what the panels need.
customElements.define('rendrix-frame', class extends HTMLElement {
  static observedAttributes = ['src', 'title'];
  connectedCallback() { this.show(); }
  attributeChangedCallback() { this.show(); }
  show() {
    const src = this.getAttribute('src'), early = this.hasAttribute('early');
    if (!src || !this.isConnected || early && !Element.prototype.moveBefore) return;
    let frame = this.querySelector('iframe');
    if (!frame && !early) {
      const waiting = document.querySelector('rendrix-frame[early]');
      frame = waiting?.getAttribute('src') === src ? waiting.querySelector('iframe') : null;
      if (frame) this.moveBefore(frame, null);
      waiting?.remove();
    }
    if (!frame) {
      frame = document.createElement('iframe');
      frame.src = src;
      this.append(frame);
    } else if (new URL(frame.src).href !== new URL(src, location).href) frame.src = src;
    frame.title = this.getAttribute('title') ?? '';
  }
});

const editor = /^\/s\/([^/]+)\/pages\/([0-9a-f-]{36})\/edit$/;
let last, leaving;

function begin(event) {
  const link = event.target.closest?.('a[href]'), [, store, page] = link && !link.target && link.origin === location.origin && editor.exec(link.pathname) || [];
  if (!page || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || !Element.prototype.moveBefore) return;
  const src = `/s/${store}/canvas/${page}`;
  // Nobody may come for it: the press was no click, the page was refused, the person went elsewhere.
  clearTimeout(leaving);
  leaving = setTimeout(() => last.remove(), event.type === 'click' ? 20_000 : 1_500);
  if (last?.isConnected && last.getAttribute('src') === src) return;
  last?.remove();
  last = Object.assign(document.createElement('rendrix-frame'), { title: 'The page' });
  last.setAttribute('early', '');
  last.setAttribute('src', src);
  document.body.append(last);
}
// Pressing comes a tenth of a second before the click.
document.addEventListener('pointerdown', event => { if (event.pointerType === 'mouse') begin(event); }, { capture: true, passive: true });
document.addEventListener('click', begin, { capture: true });
