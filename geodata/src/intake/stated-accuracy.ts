import { foldDiacritics } from '../text.ts';

/** `accuracy`, `hacc`, `Độ chính xác (m)`, ODK's `geopoint-Accuracy`; what follows in brackets is the unit. */
const names = /(?:^|[-_ .:])(?:accuracy|h?acc|hacc|eph|do chinh xac|sai so ngang)(?: *\(?m(?:et)?\)?)?$/;
const known = new Map<string, boolean>();

/**
 * The radius in metres within which a device believes its place to be, as the file states it beside the place; undefined where it
 * does not. Of heights and times nothing is said by it.
 */
export function statedAccuracyMetres(properties: Readonly<Record<string, unknown>>): number | undefined {
  for (const key in properties) {
    if (!isAccuracy(key)) continue;
    const value = properties[key];
    const metres = typeof value === 'number' ? value : Number.parseFloat(String(value).replace(',', '.'));
    if (metres > 0) return metres;
  }
  return undefined;
}

/** A file of a hundred thousand features has a few names: each is looked at once. */
function isAccuracy(key: string): boolean {
  const seen = known.get(key);
  if (seen !== undefined) return seen;
  const plain = foldDiacritics(key.replaceAll(/([a-z])([A-Z])/g, '$1 $2'))
    .toLowerCase()
    .trim();
  const is = names.test(plain) && !/vert|alt|height|cao/.test(plain);
  if (known.size < 1000) known.set(key, is);
  return is;
}
