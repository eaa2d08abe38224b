import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { customType } from 'drizzle-orm/sqlite-core';
import { heldKeys } from './keys.server';

/**
 * A sealed value is: one byte of format, one byte with the length of the key's id, the id,
 * 12 bytes of nonce, 16 bytes of tag, the ciphertext. Format and id are authenticated with the text.
 */
const FORMAT = 1;
const NONCE = 12;
const TAG = 16;

/** Encrypts a text with AES-256-GCM under the current key; the same text never gives the same bytes twice. */
export function seal(text: string): Buffer {
  const { id, encryption } = heldKeys().current;
  const head = Buffer.concat([Buffer.from([FORMAT, id.length]), Buffer.from(id, 'latin1')]);
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', encryption, nonce, { authTagLength: TAG }).setAAD(head);
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([head, nonce, cipher.getAuthTag(), ciphertext]);
}

/** Gives back the text of `seal`; throws when a byte has changed or its key is not held. */
export function unseal(sealed: Buffer): string {
  const start = 2 + (sealed[1] ?? 0);
  if (sealed[0] !== FORMAT || sealed.length < start + NONCE + TAG) throw new Error('This is not a sealed value.');

  const id = sealed.toString('latin1', 2, start);
  const key = heldKeys().all.get(id);
  if (!key) throw new Error(`This value was sealed with key ${JSON.stringify(id)}, which is not among the keys of this database.`);

  const decipher = createDecipheriv('aes-256-gcm', key.encryption, sealed.subarray(start, start + NONCE), { authTagLength: TAG })
    .setAAD(sealed.subarray(0, start))
    .setAuthTag(sealed.subarray(start + NONCE, start + NONCE + TAG));
  return Buffer.concat([decipher.update(sealed.subarray(start + NONCE + TAG)), decipher.final()]).toString('utf8');
}

/** HMAC-SHA-256 of a text under the current lookup key, 64 hex digits: finds an equal sealed value (an IIN) without unsealing any. */
export function fingerprint(text: string): string {
  return createHmac('sha256', heldKeys().current.lookup).update(text, 'utf8').digest('hex');
}

/** A text column that is stored sealed. It cannot be compared or searched in SQL: keep a `fingerprint` beside it for that. */
export const sealedText = customType<{ data: string; driverData: Buffer }>({
  dataType: () => 'blob',
  toDriver: seal,
  fromDriver: unseal,
});
