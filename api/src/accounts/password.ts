import { hash, verify } from '@node-rs/argon2';
import { type Bilingual, foldDiacritics, say } from '@phen-dau/geodata';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import * as common from '@zxcvbn-ts/language-common';
import { passwordLength } from './password-length.ts';

/** argon2id (the library's default algorithm) at the setting of ASVS 5.0, Appendix C; one try costs about 40 ms and 46 MiB. */
const setting = { memoryCost: 46 * 1024, timeCost: 1, parallelism: 1 } as const;

/** Two ways of typing the same Vietnamese letters are one password. */
const normalised = (password: string) => password.normalize('NFC');

export const hashPassword = (password: string): Promise<string> => hash(normalised(password), setting);

// Made once a process from nothing anybody knows, so that it matches no password.
let unmatchable: Promise<string> | undefined;

/** Whether the password is the account's. Without a hash (unknown or not yet activated account) the same work is done in
 * vain, so that the time of an answer does not tell who exists. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  unmatchable ??= hash(crypto.getRandomValues(new Uint8Array(32)), setting);
  const matches = await verify(passwordHash ?? (await unmatchable), normalised(password));
  return passwordHash !== null && matches;
}

/** Words anybody would try here first: the product, the place, the service; folded, without spaces, longest first. */
const contextWords = (
  'phendau langson xulang bienphong bodoibienphong bodoi biengioi quansu tuantra donbienphong vietnam matkhau quandoi ' +
  'dongdang bacxa huunghi caoloc chilang anhyeuem border defence password admin administrator commander planner surveyor ' +
  'officer reviewer viewer welcome changeme'
)
  .split(' ')
  .sort((one, other) => other.length - one.length);

let estimator: ZxcvbnFactory | undefined;

/**
 * Why a new password is refused, or undefined. Length and guessability only (ASVS 6.2): no rule about kinds of
 * characters, which makes passwords worse. `about` are further words of the holder, such as the username.
 */
export function passwordFault(password: string, about: readonly string[]): Bilingual | undefined {
  const characters = [...normalised(password)];
  if (characters.length < passwordLength.minimum) {
    return say('Mật khẩu cần ít nhất 12 ký tự', 'A password needs at least 12 characters');
  }
  if (characters.length > passwordLength.maximum) {
    return say('Mật khẩu dài quá 256 ký tự', 'A password may not be longer than 256 characters');
  }
  estimator ??= new ZxcvbnFactory({ dictionary: common.dictionary, graphs: common.adjacencyGraphs });
  // The estimate grows with the square of the length, and what the first 64 characters do not show the rest will not.
  const start = characters.slice(0, 64).join('');
  const { score } = estimator.check(start, [...contextWords, ...about]);
  if (score >= 3 && ownPart(start, about).length >= 6) return undefined;
  return say(
    'Mật khẩu này dễ đoán: hãy dùng vài từ không liên quan đến đơn vị hay địa danh',
    'This password is easy to guess: use a few words that have nothing to do with the unit or the place',
  );
}

/** What is left of a password without the words of its surroundings: of `PhenDau-LangSon-2026` only `2026`. */
function ownPart(password: string, about: readonly string[]): string {
  const plain = (text: string) => foldDiacritics(text).replace(/[^\p{L}\p{N}]/gu, '');
  const words = [...contextWords, ...about.map(plain)].filter((word) => word.length > 3);
  return words.reduce((rest, word) => rest.replaceAll(word, ''), plain(password));
}
