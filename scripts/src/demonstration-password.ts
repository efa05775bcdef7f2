import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { makeDataFolder } from '@phen-dau/api';
import { PlainError } from './command.ts';

/** Four groups of five letters that are not mistaken for one another: 92 bits. */
function invented(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const word = (): string =>
    [...randomBytes(64)]
      .filter((byte) => byte < 248)
      .slice(0, 5)
      .map((byte) => letters.charAt(byte % letters.length))
      .join('');
  return [word(), word(), word(), word()].join('-');
}

/**
 * The common password of the demonstration accounts: `DEMO_PASSWORD`, else one invented at the first start and kept in the
 * data folder, readable by its owner only.
 */
export async function demonstrationPassword(dataDirectory: string, given: string | null): Promise<string> {
  if (given !== null) {
    if (given.length < 8) throw new PlainError('DEMO_PASSWORD needs at least 8 characters.');
    return given;
  }
  const file = `${dataDirectory}/demonstration-password`;
  const kept = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (kept) return kept;
  const password = invented();
  makeDataFolder(dataDirectory);
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  return password;
}
