// Passkeys on the account pages, and the small pictures of people. Without script the pages work with password, code and mailed links.

const send = async (path, body) => {
  const answer = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) });
  const read = await answer.json().catch(() => ({}));
  if (!answer.ok) throw Object.assign(new Error(read.message ?? 'That did not work. Try again.'), { to: read.to });
  return read;
};

const say = (near, text) => {
  const place = near.closest('form, section, .form, main').querySelector('[data-passkey-note]');
  if (place) { place.hidden = !text; place.querySelector('span').textContent = text; }
};

const failed = (near, error) => {
  if (error.to) { location.assign(error.to); return; }
  // The person closed the browser's window, or another request took its place.
  if (error.name === 'AbortError') return;
  if (error.name === 'NotAllowedError') { say(near, 'Nothing was chosen. Try again when you are ready.'); return; }
  if (error.name === 'InvalidStateError') { say(near, 'This device has a passkey for your account already.'); return; }
  say(near, error.message);
};

let waiting;

const use = async (near, conditional) => {
  waiting?.abort();
  waiting = new AbortController();
  const { signal } = waiting;
  try {
    const options = PublicKeyCredential.parseRequestOptionsFromJSON(await send('/login/passkey/options'));
    const credential = await navigator.credentials.get({ publicKey: options, signal, mediation: conditional ? 'conditional' : 'optional' });
    const { to } = await send(near.dataset.passkeyUse, { credential: credential.toJSON(), returnUrl: near.dataset.return });
    location.assign(to);
  } catch (error) { if (!conditional || error.message?.startsWith('This passkey')) failed(near, error); }
};

const add = async near => {
  say(near, '');
  try {
    const options = PublicKeyCredential.parseCreationOptionsFromJSON(await send('/account/passkeys/options'));
    const credential = await navigator.credentials.create({ publicKey: options });
    const { to } = await send('/account/passkeys', { credential: credential.toJSON(), name: near.closest('section')?.querySelector('[data-passkey-name]')?.value });
    location.assign(to);
  } catch (error) { failed(near, error); }
};

document.addEventListener('click', event => {
  const button = event.target.closest('[data-passkey-use], [data-passkey-add]');
  if (!button) return;
  event.preventDefault();
  if (button.matches('[data-passkey-add]')) add(button); else use(button, false);
});

// The browser offers passkeys in the address field as well, where it can.
const begin = async () => {
  const able = typeof PublicKeyCredential !== 'undefined' && !!PublicKeyCredential.parseRequestOptionsFromJSON;
  for (const part of document.querySelectorAll('[data-passkey-part]')) part.hidden = !able;
  const offer = document.querySelector('[data-passkey-use][data-conditional]');
  if (able && offer && await PublicKeyCredential.isConditionalMediationAvailable?.()) use(offer, true);
};
begin();
window.Blazor?.addEventListener('enhancedload', begin);

// A picture is cut square and made small here: what is sent has no place or camera written in it any more.
document.addEventListener('change', async event => {
  const input = event.target;
  if (!input.matches?.('input[data-avatar]') || !input.files[0]) return;
  try {
    const picture = await createImageBitmap(input.files[0]);
    const side = Math.min(picture.width, picture.height);
    const canvas = Object.assign(document.createElement('canvas'), { width: 256, height: 256 });
    canvas.getContext('2d').drawImage(picture, (picture.width - side) / 2, (picture.height - side) / 2, side, side, 0, 0, 256, 256);
    const blob = await new Promise(done => canvas.toBlob(done, 'image/webp', .9));
    const small = new DataTransfer();
    small.items.add(new File([blob], 'avatar.webp', { type: blob.type }));
    input.files = small.files;
  } catch { /* not a picture this browser knows: the server says so */ }
  input.form.requestSubmit();
});
