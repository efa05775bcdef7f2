import type { CoverageRow } from '@phen-dau/geodata';
import { type MeasureKey, measureKeys } from '../../../state/coverage.ts';
import { cell, csvText } from '../../table/csv.ts';
import { amountsOf } from '../measure-looks.ts';

/** A post with its state one period ago; `before` is undefined while that is unknown or when the post was not there yet. */
export interface ProvinceRow {
  readonly now: CoverageRow;
  readonly before: CoverageRow | undefined;
}

export interface ProvinceSorting {
  readonly key: MeasureKey | 'post';
  readonly descending: boolean;
  /** By the change since the period before instead of by the share itself. */
  readonly byChange: boolean;
}

const collator = new Intl.Collator('vi');

/** Rows paired with their earlier state, in the order asked for; a share that does not exist comes last either way. */
export function provinceRows(
  posts: readonly CoverageRow[],
  before: readonly CoverageRow[] | undefined,
  sorting: ProvinceSorting,
): ProvinceRow[] {
  const earlier = new Map(before?.map((row) => [row.post?.id, row]));
  const rows = posts.map((now) => ({ now, before: earlier.get(now.post?.id) }));
  const sign = sorting.descending ? -1 : 1;
  const { key } = sorting;
  if (key === 'post') return rows.sort((a, b) => sign * collator.compare(nameOf(a), nameOf(b)));
  const value = (row: ProvinceRow) =>
    sorting.byChange ? changeOf(row, key) : (amountsOf(row.now, key)?.share ?? null);
  return rows.sort((a, b) => {
    const [one, other] = [value(a), value(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return sign * (one - other) || collator.compare(nameOf(a), nameOf(b));
  });
}

/** By how much a share has grown; null where it or its earlier state does not exist. */
export function changeOf({ now, before }: ProvinceRow, key: MeasureKey): number | null {
  const share = amountsOf(now, key)?.share ?? null;
  const then = before ? (amountsOf(before, key)?.share ?? null) : null;
  return share === null || then === null ? null : share - then;
}

const nameOf = ({ now }: ProvinceRow) => now.post?.name ?? '';

interface CsvWords {
  readonly post: string;
  readonly share: (measure: string) => string;
  readonly covered: (measure: string) => string;
  readonly whole: (measure: string) => string;
  readonly measure: Readonly<Record<MeasureKey, string>>;
}

/** The table as it is seen: same rows, same order; shares in percent, lengths in metres, a dot before decimals. */
export function provinceCsv(rows: readonly ProvinceRow[], words: CsvWords): string {
  const shown = measureKeys.filter((key) => rows.some(({ now }) => amountsOf(now, key)));
  const heading = shown.flatMap((key) => {
    const unit = key === 'markers' ? '' : ' (m)';
    const measure = words.measure[key];
    return [words.share(measure), words.covered(measure) + unit, words.whole(measure) + unit].map(cell);
  });
  const lines = rows.map((row) => [
    cell(nameOf(row)),
    ...shown.flatMap((key) => {
      const amounts = amountsOf(row.now, key);
      if (!amounts) return ['', '', ''];
      const share = amounts.share === null ? '' : (100 * amounts.share).toFixed(2);
      const digits = key === 'markers' ? 0 : 1;
      return [share, amounts.part.toFixed(digits), amounts.whole.toFixed(digits)];
    }),
  ]);
  return csvText([[cell(words.post), ...heading], ...lines]);
}

/** The whole words all names begin with ("Đồn Biên phòng "), so that a column can leave them out; empty for a single name. */
export function commonPrefix(names: readonly string[]): string {
  const [first = '', ...others] = names;
  if (others.length === 0) return '';
  const words = first.split(' ');
  let prefix = '';
  for (const word of words.slice(0, -1)) {
    const longer = `${prefix}${word} `;
    if (!others.every((name) => name.startsWith(longer))) break;
    prefix = longer;
  }
  return prefix;
}
