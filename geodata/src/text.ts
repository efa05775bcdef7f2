/** The two languages of the product; Vietnamese is the first. */
export const languages = ['vi', 'en'] as const;
export type Language = (typeof languages)[number];

/** How numbers and dates are written in each language. */
export const locales: Readonly<Record<Language, string>> = { vi: 'vi-VN', en: 'en-GB' };

/** One domain text in both languages. Domain words live here because exports and problem texts need them on the server. */
export type Bilingual = Readonly<Record<Language, string>>;

/** Short-hand for a bilingual text: `say('Mốc giới', 'Border marker')`. */
export const say = (vi: string, en: string): Bilingual => ({ vi, en });

/**
 * A text without diacritics and in lower case, for searching: `Đồng Đăng` becomes `dong dang`.
 * The letter đ has no decomposition in Unicode, so NFD alone would leave it.
 */
export function foldDiacritics(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .toLowerCase();
}
