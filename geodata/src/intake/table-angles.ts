import { foldDiacritics } from '../text.ts';
import { tableNumber } from './table-place.ts';

/** The columns one angle is spread over. */
export interface AngleColumns {
  readonly degrees: number;
  readonly minutes: number;
  readonly seconds: number | null;
}

export interface AnglePair {
  readonly latitude: AngleColumns;
  readonly longitude: AngleColumns;
}

type Axis = 'latitude' | 'longitude';
type Part = 'degrees' | 'minutes' | 'seconds';
/** What a column of an angle says by its heading; `implied`: it only names the axis, `Vĩ độ`. */
interface AngleHeading {
  readonly axis: Axis | null;
  readonly part: Part;
  readonly implied: boolean;
}

const parts: Readonly<Record<Part, readonly string[]>> = {
  degrees: ['do', 'deg', 'degs', 'degree', 'degrees', 'd'],
  minutes: ['phut', 'min', 'mins', 'minute', 'minutes', 'm', 'p'],
  seconds: ['giay', 'sec', 'secs', 'second', 'seconds', 's', 'g'],
};
const axes: Readonly<Record<Axis, readonly string[]>> = {
  latitude: ['lat', 'latitude', 'vi do', 'vido', 'vi', 'vd', 'bac'],
  longitude: ['lon', 'long', 'lng', 'longitude', 'kinh do', 'kinhdo', 'kinh', 'kd', 'dong'],
};

/**
 * The columns of degrees, minutes and seconds of a heading: `lat_d, lat_m, lat_s, …`, `Vĩ độ (độ); Vĩ độ (phút); …`, or twice
 * `Độ; Phút; Giây`, where the values tell the axes apart. `unclear`: there are minutes, but which degrees they belong to cannot
 * be told, and read without them a place is up to a hundred kilometres off. Null: nothing of the kind.
 */
export function angleColumns(
  heading: readonly string[],
  data: readonly (readonly string[])[],
): AnglePair | 'unclear' | null {
  const found = heading.map(angleHeading);
  const runs = found.flatMap((one, at) => (one?.part === 'degrees' ? (runFrom(found, at) ?? []) : []));
  const [first, second, ...more] = runs;
  if (!first) return null;
  // A column of minutes behind the coordinates may be how long somebody stood there.
  if (!second)
    return found[first.columns.degrees]?.implied && found[first.columns.minutes]?.axis === null ? null : 'unclear';
  if (more.length > 0) return 'unclear';
  const axis = first.axis ?? (second.axis === null ? axisOf(data, first.columns, second.columns) : other(second.axis));
  if (axis === null || (second.axis !== null && second.axis === axis)) return 'unclear';
  return axis === 'latitude'
    ? { latitude: first.columns, longitude: second.columns }
    : { latitude: second.columns, longitude: first.columns };
}

/** Degrees of an angle whose parts stand in cells of their own; null where one is wanting or is no part of an angle. */
export function angleOf(cells: readonly string[], { degrees, minutes, seconds }: AngleColumns): number | null {
  const whole = tableNumber(cells[degrees] ?? '');
  const ofHour = tableNumber(cells[minutes] ?? '');
  const ofMinute = seconds === null ? 0 : tableNumber(cells[seconds] ?? '');
  if (![whole, ofHour, ofMinute].every(Number.isFinite)) return null;
  if (!Number.isInteger(whole) || (seconds !== null && !Number.isInteger(ofHour))) return null;
  if (ofHour < 0 || ofHour >= 60 || ofMinute < 0 || ofMinute >= 60) return null;
  const size = Math.abs(whole) + ofHour / 60 + ofMinute / 3600;
  return whole < 0 || Object.is(whole, -0) ? -size : size;
}

export const angleCells = ({ latitude, longitude }: AnglePair): number[] =>
  [latitude, longitude].flatMap(({ degrees, minutes, seconds }) =>
    seconds === null ? [degrees, minutes] : [degrees, minutes, seconds],
  );

/** Whether a heading is of a part of an angle, or of an axis. */
export const isAngleWord = (cell: string): boolean => angleHeading(cell) !== null;

/** The minutes and seconds that belong to a column of degrees: of the same axis wherever they stand, else right behind. */
function runFrom(
  found: readonly (AngleHeading | null)[],
  at: number,
): { axis: Axis | null; columns: AngleColumns } | null {
  const axis = found[at]?.axis ?? null;
  const behind = (column: number, part: Part) => {
    const own = axis === null ? -1 : found.findIndex((one) => one?.axis === axis && one.part === part);
    if (own !== -1) return own;
    const next = found[column + 1];
    return next?.part === part && next.axis === null ? column + 1 : null;
  };
  const minutes = behind(at, 'minutes');
  if (minutes === null) return null;
  return { axis, columns: { degrees: at, minutes, seconds: behind(minutes, 'seconds') } };
}

/** Latitudes and longitudes of Viet Nam with its seas cannot be taken for one another. */
function axisOf(data: readonly (readonly string[])[], first: AngleColumns, second: AngleColumns): Axis | null {
  const of = ({ degrees }: AngleColumns) =>
    data.slice(0, 50).flatMap((row) => (row[degrees] ? tableNumber(row[degrees] ?? '') : []));
  const [one, two] = [of(first), of(second)];
  if (one.length === 0 || two.length === 0) return null;
  const isLatitude = (value: number) => value >= 5 && value <= 26;
  const isLongitude = (value: number) => value >= 100 && value <= 120;
  if (one.every(isLatitude) && two.every(isLongitude)) return 'latitude';
  return one.every(isLongitude) && two.every(isLatitude) ? 'longitude' : null;
}

const other = (axis: Axis): Axis => (axis === 'latitude' ? 'longitude' : 'latitude');

function angleHeading(cell: string): AngleHeading | null {
  const words = foldDiacritics(cell.replace(/([a-z])([A-Z])/g, '$1 $2'))
    .replace(/[°º˚]/g, ' do ')
    .replace(/''|["″”]/g, ' giay ')
    .replace(/['′’]/g, ' phut ')
    .replace(/\btoa do\b|\bwgs\s*-?\s*84\b|\bvn\s*-?\s*2000\b/g, ' ')
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
  const axisOfWords = (given: readonly string[]): Axis | null | undefined => {
    const text = given.join(' ').replace(/ (?:b|n|d|e|bac|dong)$/, '');
    if (text === '') return null;
    return axes.latitude.includes(text) ? 'latitude' : axes.longitude.includes(text) ? 'longitude' : undefined;
  };
  // `Vĩ độ` ends with the word for a degree and is none.
  const named = axisOfWords(words);
  if (named) return { axis: named, part: 'degrees', implied: true };
  for (const [word, rest] of [
    [words.at(-1), words.slice(0, -1)],
    [words[0], words.slice(1)],
  ] as const) {
    const part = (Object.keys(parts) as Part[]).find((each) => parts[each].includes(word ?? ''));
    const axis = axisOfWords(rest);
    if (part && axis !== undefined) return { axis, part, implied: false };
  }
  return null;
}
