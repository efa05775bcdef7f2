import { type Language, locales } from '@phen-dau/geodata';

/** Writers of numbers and dates for one language. Lengths come in metres, areas in square metres. */
export function makeFormat(language: Language) {
  const locale = locales[language];
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const fine = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const date = new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', year: 'numeric' });
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' });
  // Of the years alike with days: the short style of Vietnamese writes two figures of them.
  const moment = new Intl.DateTimeFormat(locale, {
    ...{ day: '2-digit', month: '2-digit', year: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit' },
  });
  const digits = (value: number, count: number) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: count, maximumFractionDigits: count }).format(value);
  return {
    whole: (value: number) => whole.format(value),
    number: (value: number) => fine.format(value),
    digits,
    length: (metres: number) =>
      metres >= 10_000
        ? `${digits(metres / 1000, 2)} km`
        : metres >= 1000
          ? `${digits(metres / 1000, 3)} km`
          : `${digits(metres, 1)} m`,
    area: (squareMetres: number) => {
      if (squareMetres >= 10_000_000) return `${digits(squareMetres / 1e6, 2)} km²`;
      return squareMetres >= 10_000 ? `${digits(squareMetres / 10_000, 2)} ha` : `${digits(squareMetres, 0)} m²`;
    },
    /** A share of 0 to 1. Cut, not rounded: what is not wholly covered must never read 100 %. */
    percent: (share: number) => `${digits(Math.floor(share * 1000 + 1e-9) / 10, 1)}\u00a0%`,
    /** With its sign; a change of nothing has none. */
    signed: (value: number, count: number) =>
      new Intl.NumberFormat(locale, {
        minimumFractionDigits: count,
        maximumFractionDigits: count,
        signDisplay: 'exceptZero',
      }).format(value),
    degrees: (value: number) => `${digits(value, 1)}°`,
    /** A calendar day, YYYY-MM-DD. Read as a local day: `new Date(text)` would make it midnight in Greenwich. */
    day: (text: string) => date.format(localDate(text)),
    month: (text: string) => month.format(localDate(text)),
    moment: (text: string) => moment.format(new Date(text)),
    /** From one moment to another; what both share is said once. */
    moments: (first: string, last: string) => moment.formatRange(new Date(first), new Date(last)),
  };
}

function localDate(text: string): Date {
  const [year = 1970, monthNumber = 1, day = 1] = text.split('-').map(Number);
  return new Date(year, monthNumber - 1, day);
}
