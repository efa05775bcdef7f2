import { foldDiacritics } from '@phen-dau/geodata';
import type { Bounds, FieldDescription, Item, Value } from '../../api/types.ts';

/** A line of the table: a feature and the box it fills on the map. */
export interface Row {
  readonly item: Item;
  readonly box: Bounds;
}

export interface Sorting {
  readonly key: string;
  readonly descending: boolean;
}
export type Filters = Readonly<Record<string, string>>;

/** How a field's value reads in the table; the same words are filtered, sorted and written to CSV. */
export type CellText = (field: FieldDescription, value: Value | undefined) => string;

const collator = new Intl.Collator('vi', { numeric: true, sensitivity: 'variant' });

/** Compares two values of a field; nothing known comes last whichever way one sorts. */
function compare(a: Value | undefined, b: Value | undefined, field: FieldDescription, text: CellText): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(b) - Number(a);
  // Days and moments are ISO texts, which sort as they are written; anything else sorts as it is read.
  if (field.kind === 'day' || field.kind === 'moment') return String(a) < String(b) ? -1 : a === b ? 0 : 1;
  return collator.compare(text(field, a), text(field, b));
}

/** The rows that pass every filter, sorted; the rows given are left as they are. */
export function arrangeRows(
  rows: readonly Row[],
  fields: readonly FieldDescription[],
  filters: Filters,
  sorting: Sorting | undefined,
  within: Bounds | undefined,
  text: CellText,
): Row[] {
  const tests = fields.flatMap((field) => {
    const filter = filters[field.key]?.trim();
    return filter ? [{ field, passes: testOf(field, filter, text) }] : [];
  });
  const kept = rows.filter(
    ({ item, box }) =>
      (!within || overlaps(box, within)) && tests.every(({ field, passes }) => passes(item.properties[field.key])),
  );
  const field = sorting && fields.find((candidate) => candidate.key === sorting.key);
  if (!field) return kept;
  const sign = sorting.descending ? -1 : 1;
  const isUnknown = (row: Row) => (row.item.properties[field.key] ?? null) === null;
  return kept.sort((a, b) => {
    const unknown = Number(isUnknown(a)) - Number(isUnknown(b));
    return unknown || sign * compare(a.item.properties[field.key], b.item.properties[field.key], field, text);
  });
}

const overlaps = (a: Bounds, b: Bounds) => a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];

/** What a filter means: a word for choices; `> 5`, `<= 3`, `2..5` for numbers; part of the text, accents aside, for the rest. */
function testOf(field: FieldDescription, filter: string, text: CellText): (value: Value | undefined) => boolean {
  if (field.kind === 'choice' || field.kind === 'flag') return (value) => String(value) === filter;
  if (field.kind === 'integer' || field.kind === 'decimal') {
    const range = rangeOf(filter);
    if (range) return (value) => typeof value === 'number' && range(value);
  }
  const folded = foldDiacritics(filter);
  return (value) => foldDiacritics(text(field, value)).includes(folded);
}

function rangeOf(filter: string): ((value: number) => boolean) | undefined {
  const number = (digits: string | undefined) => Number(digits?.replace(',', '.'));
  const between = /^(-?\d+(?:[.,]\d+)?)\s*(?:\.\.|…|–)\s*(-?\d+(?:[.,]\d+)?)$/.exec(filter);
  if (between) return (value) => value >= number(between[1]) && value <= number(between[2]);
  const [, sign, digits] = /^(>=|<=|>|<|=|≥|≤)\s*(-?\d+(?:[.,]\d+)?)$/.exec(filter) ?? [];
  const limit = number(digits);
  switch (sign) {
    case '>':
      return (value) => value > limit;
    case '<':
      return (value) => value < limit;
    case '>=':
    case '≥':
      return (value) => value >= limit;
    case '<=':
    case '≤':
      return (value) => value <= limit;
    case '=':
      return (value) => value === limit;
    default:
      return undefined;
  }
}

const summedUnits: readonly string[] = ['dong', 'man-days', 'households', 'hectares'];
/** Rates are not amounts: support for one house, added up over sites, is the support of nothing. */
const isRate = (key: string) => key.includes('_per_house');

/** Whether adding a field up means anything: money, labour, lengths and counts do; years, elevations and widths do not. */
export function isSummed(field: FieldDescription): boolean {
  if (field.kind !== 'integer' && field.kind !== 'decimal') return false;
  if (isRate(field.key)) return false;
  if (field.unit === 'metres') return field.key.startsWith('length');
  return field.unit ? summedUnits.includes(field.unit) : field.kind === 'integer' && !/(^|_)year(_|$)/.test(field.key);
}

/** The sum of every summed field over rows; unknown values count as nothing. */
export function totalsOf(rows: readonly Row[], fields: readonly FieldDescription[]): ReadonlyMap<string, number> {
  return new Map(
    fields.filter(isSummed).map((field) => {
      let sum = 0;
      for (const { item } of rows) {
        const value = item.properties[field.key];
        if (typeof value === 'number') sum += value;
      }
      return [field.key, sum];
    }),
  );
}
