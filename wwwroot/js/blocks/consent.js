// The cookie question. The answer is a cookie of the shop's own, kept for half a year; others listen for "shop:consent".
const root = document.querySelector('[data-consent]'), box = root?.querySelector('.consent-box');
const base = (document.body.dataset.base || '') + '/';
const keep = say => { document.cookie = `shop-consent=${say}; path=${base}; max-age=15552000; samesite=lax`; };
if (box) {
  if (!/(?:^|; )shop-consent=/.test(document.cookie)) {
    // Global Privacy Control (Sec-GPC) is an answer: only what is needed, without a question. Whoever wants more opens the settings.
    if (navigator.globalPrivacyControl === true) {
      keep('needed');
      fetch(base + 'consent', { method: 'POST', keepalive: true, body: new URLSearchParams({ answer: 'needed', words: 'The browser said so by Global Privacy Control (Sec-GPC).' }) }).catch(() => {});
    } else box.showPopover();
  }
  root.addEventListener('click', (e) => {
    const say = e.target.closest('[data-consent-say]')?.dataset.consentSay;
    if (say) {
      keep(say);
      box.hidePopover();
      // The shop keeps the answer with the words that were shown. It counts here whether or not that succeeds.
      fetch(base + 'consent', { method: 'POST', keepalive: true, body: new URLSearchParams({ answer: say, words: box.firstElementChild.textContent }) }).catch(() => {});
      dispatchEvent(new CustomEvent('shop:consent', { detail: say }));
      // What was shown on the strength of an earlier yes goes with the next page.
      if (say === 'needed' && document.querySelector('[data-embed] iframe')) location.reload();
    } else if (e.target.closest('[data-consent-open]')) {
      e.preventDefault();
      box.showPopover();
      box.querySelector('button').focus();
    }
  });
}
