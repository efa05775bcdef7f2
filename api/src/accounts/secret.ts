import { createHash, randomBytes } from 'node:crypto';

/** A new token of 256 random bits; only its hash is ever kept. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** SHA-256 of a token, as the database keeps it. Plain, not argon2: 256 random bits cannot be guessed. */
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();

// Without 0 O 1 I L U: a code is read aloud and typed by hand.
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new one-time code such as `K7QF-2M9X-...` of 5 groups of 4 letters, 98 bits, to be handed over in person. */
export function newCode(): string {
  const chosen: string[] = [];
  while (chosen.length < 20) {
    // Bytes from 240 on are thrown away: 256 is no multiple of the 30 letters.
    for (const byte of randomBytes(32)) if (byte < 240 && chosen.length < 20) chosen.push(letters.charAt(byte % 30));
  }
  return chosen.join('').replace(/(.{4})(?=.)/g, '$1-');
}

/** SHA-256 of a code however it was typed: case, spaces and dashes do not matter. */
export const hashOfCode = (code: string): Buffer => hashOfToken(code.toUpperCase().replace(/[^0-9A-Z]/g, ''));
