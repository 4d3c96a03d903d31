// Blocks on the system's clipboard: the text itself is the JSON, so it passes through mails, files and other programs.
import { isTyping } from './editor-keys.js';

const type = 'application/x-rendrix-blocks+json', shelf = 'rendrix-style', most = 1_000_000;
let call = null, say = () => {};

export function start(calls, says) {
  call = calls;
  say = says;
  listen(document);
}
export function stop() { call = null; }

/** Also for the canvas, which is a document of its own. */
export function listen(doc) {
  if (doc.rendrixClipboard) return;
  doc.rendrixClipboard = true;
  doc.addEventListener('copy', e => take(e, doc, false));
  doc.addEventListener('cut', e => take(e, doc, true));
  doc.addEventListener('paste', e => {
    if (!call || isTyping(e) || document.querySelector('dialog[open]')) return;
    const text = e.clipboardData.getData(type) || e.clipboardData.getData('text/plain');
    if (!text) return;
    e.preventDefault();
    // Said here, because so much text would not pass the connection.
    if (text.length > most) say(`What you copied is larger than ${most / 1000} kB. Copy fewer blocks at a time`);
    else call('Paste', text);
  });
}

function take(e, doc, cut) {
  if (!call || isTyping(e) || document.querySelector('dialog[open]')) return;
  // Words that somebody marked outside of a text field are copied as words.
  if (!(doc.getSelection()?.isCollapsed ?? true)) return;
  e.preventDefault();
  copy(cut, doc);
}

/** Fetches the selected blocks and writes them; cutting deletes them only once they are on the clipboard. */
export async function copy(cut, doc = document) {
  const answer = call('Clip');
  const text = answer.then(json => { if (!json) throw new Error('nothing'); return json; });
  let written = false;
  try {
    const json = await text;
    try { localStorage.setItem(shelf, json); } catch { /* Storage is full or off: pasting a style then needs a smaller copy. */ }
    if (navigator.clipboard?.write && window.ClipboardItem) {
      const blob = kind => new Blob([json], { type: kind });
      const item = { 'text/plain': blob('text/plain') };
      if (ClipboardItem.supports?.('web ' + type)) item['web ' + type] = blob('web ' + type);
      try { await navigator.clipboard.write([new ClipboardItem(item)]); written = true; } catch { /* Not allowed here: the older way is tried. */ }
    }
    if (!written) written = byCommand(json, doc);
    if (!written) say('The browser did not allow copying. Press Ctrl C once more');
    else call(cut ? 'Cut' : 'Copied');
  } catch (error) {
    if (error.message !== 'nothing') throw error;
  }
}

// Works without a secure context too: the copy event is answered with what was fetched.
function byCommand(json, doc) {
  let done = false;
  const answer = e => {
    e.preventDefault();
    e.stopImmediatePropagation();
    e.clipboardData.setData('text/plain', json);
    e.clipboardData.setData(type, json);
    done = true;
  };
  doc.addEventListener('copy', answer, true);
  doc.execCommand('copy');
  doc.removeEventListener('copy', answer, true);
  return done;
}

/** From a menu: the browser may have to ask the person first. */
export async function ask() {
  try {
    const text = await navigator.clipboard.readText();
    if (text.length > most) say(`What you copied is larger than ${most / 1000} kB. Copy fewer blocks at a time`);
    else call('Paste', text);
  } catch { say('The browser does not let this page read the clipboard. Press Ctrl V instead'); }
}

/** What was copied last in this browser, for pasting its style. */
export const last = () => localStorage.getItem(shelf) ?? '';
