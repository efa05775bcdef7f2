import type { Field } from '../field.ts';
import { foldDiacritics } from '../text.ts';

/** The word of a field's vocabulary that was probably meant: by its label in either language, or a slip of the keys away. */
export function closestWord(given: string, { vocabulary = {} }: Field): string | null {
  const meant = plain(given);
  if (meant === '') return null;
  let best: { word: string; slips: number } | null = null;
  for (const [word, { label }] of Object.entries(vocabulary)) {
    for (const form of [word, label.vi, label.en].map(plain)) {
      const within = form.includes(meant) || meant.includes(form) ? 0.5 : Number.POSITIVE_INFINITY;
      const distance = Math.min(within, slips(meant, form));
      if (distance <= Math.max(1, form.length / 3) && distance < (best?.slips ?? Number.POSITIVE_INFINITY)) {
        best = { word, slips: distance };
      }
    }
  }
  return best?.word ?? null;
}

const plain = (text: string) =>
  foldDiacritics(text.slice(0, 60))
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** Letters to change, add or leave out (Levenshtein). */
function slips(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const change = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
