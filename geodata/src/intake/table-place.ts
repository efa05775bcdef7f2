import { parseCoordinates } from '../coordinates/parse.ts';

/** A number as a table has it: decimal point or comma, thousands apart by points, commas or blanks; NaN for anything else. */
export function tableNumber(text: string): number {
  // Nearly every cell is one of these two, and the patterns below cost ten times as much.
  if (/^[+-]?\d+(?:\.\d+)?$/.test(text)) return Number(text);
  const comma = text.indexOf(',');
  if (comma > 0 && text.indexOf(',', comma + 1) === -1) {
    const number = Number(`${text.slice(0, comma)}.${text.slice(comma + 1)}`);
    if (!Number.isNaN(number) && !text.includes('.')) return number;
  }
  const written = text.trim().replace(/[−–]/g, '-');
  // Blanks set off thousands or nothing: `21 51 10.8` are three numbers, not two hundred thousand.
  const isGrouped = /^[+-]?\s*\d{1,3}(?:[\s\u00a0\u202f']\d{3})+(?:[.,]\d*)?$/.test(written);
  const plain = isGrouped ? written.replace(/[\s\u00a0\u202f']/g, '') : written.replace(/^([+-])\s+|^'/, '$1');
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i.test(plain)) return Number(plain);
  if (/^[+-]?\d{1,3}(?:,\d{3})+\.\d*$/.test(plain) || /^[+-]?\d{1,3}(?:,\d{3}){2,}$/.test(plain)) {
    return Number(plain.replaceAll(',', ''));
  }
  if (/^[+-]?\d{1,3}(?:\.\d{3})+,\d*$/.test(plain)) return Number(plain.replaceAll('.', '').replace(',', '.'));
  if (/^[+-]?\d{1,3}(?:\.\d{3}){2,}$/.test(plain)) return Number(plain.replaceAll('.', ''));
  return /^[+-]?\d+,\d*$/.test(plain) ? Number(plain.replace(',', '.')) : Number.NaN;
}

/** Two cells as two numbers. `444,101` beside a northing in millions sets off thousands. */
export function numberPair(one: string, other: string): [number, number] {
  const [a, b] = [tableNumber(one), tableNumber(other)];
  return [thousands(one, a, b), thousands(other, b, a)];
}

function thousands(text: string, value: number, beside: number): number {
  const grouped = Math.abs(beside) > 10_000 && Math.abs(value) < 1000 && /^\s*\d{3}[.,]\d{3}\s*$/.test(text);
  return grouped ? value * 1000 : value;
}

/** Degrees with minutes and seconds or with letters, two cells of them: [longitude, latitude], or null. */
export function degreesPair(latitude: string, longitude: string): [number, number] | null {
  const { readings } = parseCoordinates(`${latitude} ; ${longitude}`);
  const found = readings.find(({ notation }) => notation !== 'vn2000');
  return found ? [found.longitude, found.latitude] : null;
}

/** One cell that holds both: degrees in any writing, or plane metres as [x, y] in the order written; null when neither. */
export function pairInCell(text: string): { position: [number, number]; written: 'degrees' | 'metres' } | null {
  const { readings } = parseCoordinates(text);
  const [degrees] = readings;
  if (degrees) return { position: [degrees.longitude, degrees.latitude], written: 'degrees' };
  const numbers = text.match(/[-+]?\d[\d.,]*\d/g) ?? [];
  if (numbers.length !== 2) return null;
  const pair = numberPair(numbers[0] ?? '', numbers[1] ?? '');
  return pair.every((value) => Math.abs(value) > 1000) ? { position: pair, written: 'metres' } : null;
}

/** Where a VN-2000 northing and an easting in Viet Nam lie, metres. */
export const isNorthing = (metres: number): boolean => metres >= 800_000 && metres <= 2_700_000;
export const isEasting = (metres: number): boolean => metres >= 100_000 && metres <= 900_000;

/** Whether two columns, as they are called x and y, hold the north first; null when their values cannot tell. */
export function northFirst(pairs: readonly (readonly [number, number])[]): boolean | null {
  let first = 0;
  let second = 0;
  for (const [x, y] of pairs) {
    if (isPlaneOrder(x, y) || isDegreesOrder(y, x)) first++;
    if (isPlaneOrder(y, x) || isDegreesOrder(x, y)) second++;
  }
  if (first === second) return null;
  return first > second;
}

const isPlaneOrder = (north: number, east: number) => isNorthing(north) && isEasting(east);
/** Viet Nam with its seas: latitudes and longitudes there cannot be taken for one another. */
const isDegreesOrder = (longitude: number, latitude: number) =>
  longitude > 100 && longitude < 120 && latitude > 5 && latitude < 26;
