// The theme in the editor: lays its styles over the canvas, and takes colors from the screen for the panel.
let last = null, watched = null;

const frame = () => document.querySelector('.ed-frame iframe');

/** Shows a theme on the canvas: its variables, the merchant's own rules, the attributes of the html element. A canvas that loads later gets the newest. */
export function paint(css, own, attributes) {
  last = { css, own, attributes };
  const now = frame();
  if (now && now !== watched) { watched = now; now.addEventListener('load', apply); }
  apply();
}

function apply() {
  const page = frame()?.contentDocument;
  // Before its page comes a frame holds an empty one, which keeps to the dashboard's policy and takes no styles; loading calls again.
  if (!last || !page?.head || page.URL === 'about:blank') return;
  put(page, 'theme', last.css);
  put(page, 'theme-own', last.own);
  for (const [name, value] of Object.entries(last.attributes)) {
    if (value === null) page.documentElement.removeAttribute(name);
    else if (page.documentElement.getAttribute(name) !== value) page.documentElement.setAttribute(name, value);
  }
}

function put(page, id, css) {
  let style = page.getElementById(id);
  if (!style) { style = page.createElement('style'); style.id = id; page.head.append(style); }
  if (style.textContent !== css) style.textContent = css;
}

/** The panel is there: droppers show where the browser has one. */
export function panel(root) {
  if (!root || root.dataset.wired) return;
  root.dataset.wired = '';
  if (!('EyeDropper' in window)) return;
  root.classList.add('has-dropper');
  root.addEventListener('click', async e => {
    const field = e.target.closest('[data-dropper]')?.closest('.th-color')?.querySelector('input[type=color]');
    if (!field) return;
    try {
      const { sRGBHex } = await new window.EyeDropper().open();
      field.value = sRGBHex;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    } catch { /* Escape was pressed: nothing was taken. */ }
  });
}
