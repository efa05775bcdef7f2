import { measureDefaults } from '../measure/parameters.ts';
import { foldDiacritics } from '../text.ts';

/** Where a row says when it was measured: in one column, or its day in one and its time of day in another. */
export interface TimeColumns {
  readonly at: number;
  readonly clock: number | null;
  /** Minutes the times without a zone are ahead of UTC; `isSaid` when the heading names the zone. */
  readonly minutesEast: number;
  readonly isSaid: boolean;
}

const whole = [
  'time',
  'timestamp',
  'datetime',
  'date time',
  'thoi gian',
  'thoi diem',
  'ngay gio',
  'gio ngay',
  'recorded at',
];
const days = ['date', 'ngay', 'ngay do', 'day'];
const clocks = ['time', 'gio', 'gio do', 'clock', 'thoi gian'];

/** The columns of times of a table, judged by its heading and its first rows; null when it has none that can be read. */
export function timeColumns(columns: readonly string[], rows: readonly (readonly string[])[]): TimeColumns | null {
  const words = columns.map(plainWords);
  const zoneOf = (at: number) => {
    const isUtc = /\b(?:utc|gmt)\b/.test(foldDiacritics(columns[at] ?? ''));
    return { minutesEast: isUtc ? 0 : measureDefaults.dayStartsMinutesEast, isSaid: isUtc };
  };
  const reads = (found: TimeColumns) => {
    const moments = rows.slice(0, 50).map((row) => momentOfRow(row, found));
    return moments.filter(Number.isFinite).length * 2 > moments.length;
  };
  for (const [at, word] of words.entries()) {
    const found = { at, clock: null, ...zoneOf(at) };
    if ((whole.includes(word) || days.includes(word)) && reads(found)) return found;
  }
  const day = words.findIndex((word) => days.includes(word));
  const clock = words.findIndex((word) => clocks.includes(word));
  const found = { at: day, clock, ...zoneOf(clock) };
  return day !== -1 && clock !== -1 && reads(found) ? found : null;
}

/** Milliseconds since 1970-01-01 UTC, NaN where a row has no time. */
export function momentOfRow(cells: readonly string[], { at, clock, minutesEast }: TimeColumns): number {
  const text = clock === null ? (cells[at] ?? '') : `${cells[at] ?? ''} ${cells[clock] ?? ''}`;
  const found =
    /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[T ]+(\S+)$/.exec(text.trim()) ??
    /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})[T ]+(\S+)$/.exec(text.trim());
  if (!found) return Number.NaN;
  const [, first = '', month = '', last = '', time = ''] = found;
  const [year, day] = first.length === 4 ? [first, last] : [last, first];
  const [, hours = '', rest = '', zone = ''] =
    /^(\d{1,2}):(\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?$/i.exec(time) ?? [];
  if (hours === '') return Number.NaN;
  const pad = (part: string) => part.padStart(2, '0');
  const moment = Date.parse(`${year}-${pad(month)}-${pad(day)}T${pad(hours)}:${rest}${zone === '' ? 'Z' : zone}`);
  // Date takes 31 February for 3 March.
  if (new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() !== Number(day)) return Number.NaN;
  return zone === '' ? moment - minutesEast * 60_000 : moment;
}

/** Whether a row's time names its zone itself. */
export const saysZone = (cells: readonly string[], { at, clock }: TimeColumns): boolean =>
  /(?:Z|[+-]\d{2}:?\d{2})$/i.test((cells[clock ?? at] ?? '').trim());

const plainWords = (heading: string) =>
  foldDiacritics(heading)
    .replace(/\([^)]*\)|\[[^\]]*\]/g, ' ')
    .replace(/\b(?:utc|gmt|gps|local|do)\b/g, ' ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
