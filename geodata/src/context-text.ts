import { type Language, locales } from './text.ts';

/** What of an issue's context counts or measures. Any other number is a line of the file, an id, or a value as it was written. */
const quantities = new Set([
  ...['count', 'read', 'limit', 'found', 'megabytes', 'share'],
  ...['metres', 'kilometres', 'before', 'after', 'stated', 'measured', 'without', 'longitude', 'latitude'],
]);

/** Degrees are told to a metre; nothing else is told so finely. */
const mostDecimals = 5;

const writers: Readonly<Record<Language, Intl.NumberFormat>> = {
  vi: new Intl.NumberFormat(locales.vi, { maximumFractionDigits: mostDecimals }),
  en: new Intl.NumberFormat(locales.en, { maximumFractionDigits: mostDecimals }),
};

/** A value of an issue's context as the language writes it: a length of 3294 is `3.294` in Vietnamese, `3,294` in English. */
export const contextText = (name: string, value: string | number, language: Language): string =>
  typeof value === 'number' && quantities.has(name) ? writers[language].format(value) : String(value);
