import type { Field } from '../field.ts';
import { foldDiacritics } from '../text.ts';

/** What a value should have been, for the message. */
export const expectations = [
  'text',
  'whole-number',
  'number',
  'yes-or-no',
  'day',
  'whole-year',
  'moment',
  'day-in-range',
  'moment-in-range',
  'identifier',
  'word',
  'known-name',
  'within-range',
] as const;
export type Expectation = (typeof expectations)[number];

export type PropertyOutcome = { readonly value: unknown } | { readonly expected: Expectation };

/** One for all: most values of most files are absent. */
const nothing: PropertyOutcome = { value: null };

/**
 * A value of a file as a value of a field. Files say the same thing in many ways: numbers as text, days as 2024/05/01 or
 * 01/05/2024, words of a vocabulary by their label in either language. What does not fit is refused, never guessed. `fromColumn`
 * tells a column the user pointed at: there a label may be followed by a name (`Phường Đông Kinh` is a ward).
 */
export function propertyValue(given: unknown, field: Field, fromColumn: 'same-name' | 'mapped'): PropertyOutcome {
  if (given === null || given === undefined || (typeof given === 'string' && given.trim() === '')) return nothing;
  const value = converters[field.kind](given, field, fromColumn);
  if (value === undefined) return { expected: field.kind === 'day' ? expectedDay(given) : expected[field.kind] };
  const parsed = field.schema.safeParse(value);
  if (parsed.success) return { value: parsed.data };
  // Of the right form, but out of range.
  const isBeyond = parsed.error.issues.every(({ code }) => code === 'custom');
  if (isBeyond && field.kind === 'day') return { expected: 'day-in-range' };
  if (isBeyond && field.kind === 'moment') return { expected: 'moment-in-range' };
  const ranged = field.kind === 'integer' || field.kind === 'decimal';
  return { expected: ranged ? 'within-range' : expected[field.kind] };
}

const expected: Record<Field['kind'], Expectation> = {
  text: 'text',
  choice: 'word',
  integer: 'whole-number',
  decimal: 'number',
  flag: 'yes-or-no',
  day: 'day',
  moment: 'moment',
  reference: 'identifier',
};

/** 1/7/25 may be of 1925, and 25 may be the day: neither is guessed. */
const expectedDay = (given: unknown): Expectation =>
  /^\s*\d{1,2}[-/.]\d{1,2}[-/.]\d{2}\s*$/.test(String(given)) ? 'whole-year' : 'day';

type Convert = (given: unknown, field: Field, fromColumn: 'same-name' | 'mapped') => unknown;

const converters: Record<Field['kind'], Convert> = {
  text: (given) => (typeof given === 'string' || typeof given === 'number' ? String(given) : undefined),
  choice: (given, field, fromColumn) => (typeof given === 'string' ? wordOf(given, field, fromColumn) : undefined),
  integer: (given) => {
    const number = numberOf(given);
    return number !== undefined && Number.isSafeInteger(number) ? number : undefined;
  },
  decimal: numberOf,
  flag: (given) => {
    if (typeof given === 'boolean') return given;
    const word = foldDiacritics(String(given)).trim();
    return (
      ['1', 'true', 'yes', 'co'].includes(word) || (['0', 'false', 'no', 'khong'].includes(word) ? false : undefined)
    );
  },
  day: (given) => (typeof given === 'string' ? dayOf(given.trim()) : undefined),
  moment: (given) => (typeof given === 'string' ? given.trim().replace(/^(\d{4}-\d{2}-\d{2}) /, '$1T') : undefined),
  reference: (given) => (typeof given === 'string' ? given.trim() : undefined),
};

function numberOf(given: unknown): number | undefined {
  if (typeof given === 'number') return Number.isFinite(given) ? given : undefined;
  if (typeof given !== 'string') return undefined;
  const text = given.trim();
  // A comma is a decimal comma; one that might set off thousands (1,234) is refused rather than guessed.
  if (/^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text)) return Number(text);
  return /^[+-]?\d+,(?:\d{1,2}|\d{4,})$/.test(text) ? Number(text.replace(',', '.')) : undefined;
}

function dayOf(text: string): string | undefined {
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ].*)?$/.exec(text);
  const vietnamese = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text);
  const [year, month, day] = iso?.slice(1) ?? vietnamese?.slice(1).reverse() ?? [];
  return year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : undefined;
}

function wordOf(given: string, { vocabulary = {} }: Field, fromColumn: 'same-name' | 'mapped'): string | undefined {
  const text = given.trim();
  if (Object.hasOwn(vocabulary, text)) return text;
  const folded = foldDiacritics(text);
  const entries = Object.entries(vocabulary).flatMap(([word, { label }]) => [
    [word, foldDiacritics(word)] as const,
    [word, foldDiacritics(label.vi)] as const,
    [word, foldDiacritics(label.en)] as const,
  ]);
  const exact = entries.find(([, form]) => form === folded)?.[0];
  if (exact !== undefined || fromColumn === 'same-name') return exact;
  return entries.find(([, form]) => folded.startsWith(`${form} `))?.[0];
}
