// The editor's keys. What they do is in one table that the server sends (Shortcuts.cs); here is only how a key event is read.

/** Elements that take letters themselves. Switches, choices and sliders do not. */
const silent = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'range', 'color', 'file', 'image']);
export function isTyping(e) {
  const el = e.composedPath?.()[0] ?? e.target;
  if (el?.nodeType !== 1) return false;
  if (el.isContentEditable || el.closest('[contenteditable=""], [contenteditable=true], [contenteditable=plaintext-only]')) return true;
  if (el.nodeName === 'INPUT') return !silent.has(el.type);
  return el.nodeName === 'TEXTAREA' || el.nodeName === 'SELECT';
}

/** A half-finished character: an input method is at work, or a dead key waits for its letter. */
export const isComposing = e => e.isComposing || e.keyCode === 229 || e.key === 'Dead' || e.key === 'Process' || e.key === 'Unidentified';

/**
 * Whether an event is a combination such as "Mod+Shift+z".
 * A letter is what the key writes, so Ctrl+Z is where the Z is on any layout; a keyboard that writes no Latin letters (Greek, Cyrillic) is read by the key's place.
 * Alt, Option and AltGr write letters and signs in many languages (Polish ż is AltGr+Z, which some systems tell as Ctrl+Alt+Z), so nothing that writes works with them.
 */
export function matches(e, keys, mac) {
  const parts = keys === 'Mod++' ? ['Mod', '+'] : keys.split('+'), key = parts.pop();
  const mod = mac ? e.metaKey : e.ctrlKey, foreign = mac ? e.ctrlKey : e.metaKey;
  if (mod !== parts.includes('Mod') || foreign || e.altKey || e.getModifierState?.('AltGraph')) return false;
  if (key.startsWith('Digit')) return e.code === key && e.shiftKey === parts.includes('Shift');
  if (/^[a-z]$/.test(key)) {
    if (e.shiftKey !== parts.includes('Shift')) return false;
    const wrote = e.key.toLowerCase();
    return wrote === key || (!/^[\x20-\x7e\u00c0-\u024f]$/.test(wrote) && e.key.length === 1 && e.code === 'Key' + key.toUpperCase());
  }
  // A sign may need Shift to be written, on some layouts; what counts is the sign.
  if (key.length === 1) return e.key === key;
  return (key === 'Space' ? e.key === ' ' : e.key === key) && e.shiftKey === parts.includes('Shift');
}

/** The act that an event asks for, or null. */
export function actOf(e, table, where, mac) {
  if (isComposing(e)) return null;
  for (const entry of table) {
    if (where.typing && entry.place !== 'Always') continue;
    if (entry.place === 'Outline' && !where.outline || entry.place === 'Page' && !where.page) continue;
    if (entry.single && !where.single && entry.keys.every(k => k.length === 1 || k.startsWith('Digit'))) continue;
    if (entry.keys.some(keys => (where.single || !(entry.single && (keys.length === 1 || keys.startsWith('Digit')))) && matches(e, keys, mac))) return entry.act;
  }
  return null;
}

export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
const shelf = 'rendrix-single-keys';
let table = [], single = true, act = () => {}, shell = null;

/** Listens in the editor's own page; the canvas hands its events to <c>handle</c>. */
export function start(root, shortcuts, does) {
  shell = root;
  table = shortcuts;
  act = does;
  single = localStorage.getItem(shelf) !== 'off';
  document.addEventListener('keydown', handle);
  return { mac: isMac, single };
}
export function stop() { document.removeEventListener('keydown', handle); table = []; }
export function setSingle(on) { single = on; localStorage.setItem(shelf, on ? 'on' : 'off'); }

/** What an event asks for, by the table in use. */
export const ask = (e, where) => actOf(e, table, where, isMac);

/** Answers whether the event was one of the editor's. */
export function handle(e, inCanvas = false) {
  if (e.defaultPrevented) return false;
  // A letter of somebody who writes is no shortcut, whatever the table says: nothing more is asked before it stands there.
  if (e.key.length === 1 && !e.ctrlKey && !e.metaKey && isTyping(e)) return false;
  // A dialog has its own keys.
  if (document.querySelector('dialog[open]') || e.key === 'Escape' && document.querySelector(':popover-open')) return false;
  const target = e.composedPath?.()[0] ?? e.target, typing = isTyping(e);
  const outline = !inCanvas && !typing && !!target.closest?.('[role=tree]');
  // Enter and Space press the button that has the focus; arrows choose within a group of choices.
  const control = !typing && !outline && target.closest?.('button, a[href], summary, input, [role=button], [role=radio], [role=slider], [role=menuitem]');
  if (control && (e.key === 'Enter' || e.key === ' ') && !(e.ctrlKey || e.metaKey)) return false;
  const page = !typing && !outline && (inCanvas ? !control : target === document.body || target === shell);
  const found = ask(e, { typing, outline, page, single });
  if (!found) return false;
  // Only the browser may read the clipboard: it tells by a paste event. Words that somebody marked are copied as words.
  if (found === 'paste' || (found === 'copy' || found === 'cut') && !(e.view?.getSelection()?.isCollapsed ?? true)) return false;
  // On the page arrows scroll, until a block is selected.
  if (act(found, e, inCanvas) === false) return false;
  e.preventDefault();
  return true;
}
