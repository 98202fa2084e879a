/** The door through which chance comes into the frame's handshake: 128 bits as hexadecimal text. */
export function makeNonce(): string {
  let text = '';
  for (const byte of crypto.getRandomValues(new Uint8Array(16))) text += byte.toString(16).padStart(2, '0');
  return text;
}
