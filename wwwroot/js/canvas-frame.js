// The frame that holds the shop's page in the editor. The document asks for it before the circuit starts, and what the circuit draws takes over that
// very frame, loaded as it is, where the browser can move a frame without loading it again. Elsewhere the circuit's drawing begins it.
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
