import { foldDiacritics } from '../text.ts';

/** How a text writes its numbers. Each way is tried; the ways that make no sense of the text yield null. */
export const numberWritings = ['dot', 'comma', 'comma-thousands', 'dot-thousands'] as const;
export type NumberWriting = (typeof numberWritings)[number];

export type Hemisphere = 'north' | 'south' | 'east' | 'west';
/** What a person's text about one place is made of. `n` is kept apart: English north, Vietnamese *nam*, south. */
export type CoordinateToken =
  | { readonly kind: 'number'; readonly value: number; readonly whole: boolean; readonly signed: boolean }
  | { readonly kind: 'mark'; readonly mark: '°' | '′' | '″' }
  | { readonly kind: 'hemisphere'; readonly hemisphere: Hemisphere | 'n'; readonly vietnamese: boolean }
  | { readonly kind: 'label'; readonly label: 'latitude' | 'longitude' | 'x' | 'y' }
  | { readonly kind: 'separator' };

const numbers: Record<NumberWriting, RegExp> = {
  dot: /^[+-]?\d+(?:\.\d+)?/,
  comma: /^[+-]?\d+(?:,\d+)?/,
  'comma-thousands': /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|^[+-]?\d+(?:\.\d+)?/,
  'dot-thousands': /^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)|^[+-]?\d+(?:,\d+)?/,
};

const hemisphere = (name: Hemisphere | 'n', vietnamese = false): CoordinateToken => ({
  kind: 'hemisphere',
  hemisphere: name,
  vietnamese,
});
const label = (name: 'latitude' | 'longitude' | 'x' | 'y'): CoordinateToken => ({ kind: 'label', label: name });
const mark = (sign: '°' | '′' | '″'): CoordinateToken => ({ kind: 'mark', mark: sign });

/** Words without diacritics and in lower case; null is a word that says nothing. `đ` folds to `d`. */
const words = new Map<string, CoordinateToken | null>([
  ...(['lat', 'latitude', 'vi'] as const).map((word) => [word, label('latitude')] as const),
  ...(['lon', 'long', 'lng', 'longitude', 'kinh'] as const).map((word) => [word, label('longitude')] as const),
  ['x', label('x')],
  ['y', label('y')],
  ['n', hemisphere('n')],
  ...(['b', 'bac'] as const).map((word) => [word, hemisphere('north', true)] as const),
  ['north', hemisphere('north')],
  ['nam', hemisphere('south', true)],
  ...(['s', 'south'] as const).map((word) => [word, hemisphere('south')] as const),
  ...(['d', 'dong'] as const).map((word) => [word, hemisphere('east', true)] as const),
  ...(['e', 'east'] as const).map((word) => [word, hemisphere('east')] as const),
  ...(['t', 'tay'] as const).map((word) => [word, hemisphere('west', true)] as const),
  ...(['w', 'west'] as const).map((word) => [word, hemisphere('west')] as const),
  ...(['do', 'deg', 'degree', 'degrees'] as const).map((word) => [word, mark('°')] as const),
  ...(['phut', 'min', 'minute', 'minutes'] as const).map((word) => [word, mark('′')] as const),
  ...(['giay', 'sec', 'second', 'seconds'] as const).map((word) => [word, mark('″')] as const),
  ['m', null],
  ['and', null],
]);

/** One spelling for the many ways a phone, a word processor or a hand writes the same sign. */
export function plainCoordinateText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/vn\s*-?\s*2000|wgs\s*-?\s*84/gi, ' ')
    .replace(/[−–—]/g, '-')
    .replace(/[º˚]/g, '°')
    .replace(/[’‘´`ʹʼ']{2}|[“”„ʺ"]/g, '″')
    .replace(/[’‘´`ʹʼ']/g, '′')
    .replace(/(\d)\s*d\s*(\d[\d.,]*)\s*m\s*(?:(\d[\d.,]*)\s*s(?!outh))?/giu, (_, degrees, minutes, seconds) =>
      seconds === undefined ? `${degrees}°${minutes}′` : `${degrees}°${minutes}′${seconds}″`,
    )
    .replace(/(?<=\d)[:-](?=\d)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The tokens of a plain text with its numbers read one way, or null when something in it is not understood so. */
export function coordinateTokens(plain: string, writing: NumberWriting): CoordinateToken[] | null {
  const tokens: CoordinateToken[] = [];
  let rest = plain;
  while (rest !== '') {
    const number = numbers[writing].exec(rest)?.[0];
    const word = number === undefined ? /^\p{L}+/u.exec(rest)?.[0] : undefined;
    const [sign = ''] = rest;
    if (number !== undefined) {
      const digits = writing.startsWith('comma-') ? number.replaceAll(',', '') : number;
      const dotted = writing === 'dot-thousands' ? digits.replaceAll('.', '') : digits;
      const value = Number(dotted.replace(',', '.'));
      tokens.push({ kind: 'number', value, whole: /^[+-]?\d+$/.test(dotted), signed: /^[+-]/.test(number) });
    } else if (word !== undefined) {
      const token = words.get(foldDiacritics(word));
      if (token === undefined) return null;
      if (token && !saysNothing(token, tokens.at(-1))) tokens.push(token);
    } else if (sign === '°' || sign === '′' || sign === '″') {
      tokens.push(mark(sign));
    } else if (/^[,;/|]/.test(sign)) {
      tokens.push({ kind: 'separator' });
    } else if (!/^[\s=:()[\]]/.test(sign)) {
      return null;
    }
    rest = rest.slice(number?.length ?? word?.length ?? sign.length);
  }
  return tokens;
}

/** The second half of *vĩ độ* and *kinh độ* is the word for a degree. */
const saysNothing = (token: CoordinateToken, previous: CoordinateToken | undefined): boolean =>
  token.kind === 'mark' && previous?.kind !== 'number';
