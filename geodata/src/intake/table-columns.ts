import { foldDiacritics } from '../text.ts';
import { type AnglePair, angleColumns, angleOf, isAngleWord } from './table-angles.ts';
import { degreesPair, northFirst, numberPair, pairInCell, tableNumber } from './table-place.ts';

/** Where the place of a row stands: two columns, two angles spread over several, one with both numbers, or with the geometry. */
export type PlaceColumns =
  /** `first` holds x (east, longitude) unless `swapped`. */
  | { readonly kind: 'pair'; readonly x: number; readonly y: number; readonly swapped: boolean }
  | ({ readonly kind: 'angles' } & AnglePair)
  | { readonly kind: 'cell'; readonly at: number; readonly swapped: boolean }
  | { readonly kind: 'text'; readonly at: number };

export interface TablePlan {
  readonly columns: readonly string[];
  readonly place: PlaceColumns;
  /** How many rows stand before the first row of data. */
  readonly headRows: number;
}

type Role = 'latitude' | 'longitude' | 'north' | 'east' | 'x' | 'y' | 'cell' | 'text';

/** Words of headings without diacritics, units and signs. */
const roles: Readonly<Record<Role, readonly string[]>> = {
  latitude: ['lat', 'latitude', 'vi do', 'vido', 'vd', 'start lat'],
  longitude: ['lon', 'long', 'lng', 'longitude', 'kinh do', 'kinhdo', 'kd'],
  north: ['n', 'north', 'northing', 'huong bac', 'toa do bac', 'x bac'],
  east: ['e', 'east', 'easting', 'huong dong', 'toa do dong', 'y dong'],
  x: ['x', 'toa do x', 'toadox', 'xcoord', 'x coord', 'coord x', 'point x', 'x vn2000', 'x vn 2000'],
  y: ['y', 'toa do y', 'toadoy', 'ycoord', 'y coord', 'coord y', 'point y', 'y vn2000', 'y vn 2000'],
  cell: [
    'toa do',
    'toado',
    'coordinates',
    'coordinate',
    'coords',
    'vi tri',
    'location',
    'position',
    'latlon',
    'lat lon',
  ],
  text: ['wkt', 'geom', 'geometry', 'the geom', 'hinh hoc', 'shape wkt'],
};

/**
 * Understands the first rows of a table; null when nothing in it looks like a place, `angles-unclear` when it has minutes of
 * which nobody can tell to which degrees they belong.
 */
export function planTable(rows: readonly (readonly string[])[]): TablePlan | 'angles-unclear' | null {
  for (const [at, upper] of rows.slice(0, 12).entries()) {
    const lower = rows[at + 1];
    const joined = lower && joinedHeading(upper, lower);
    const headings = joined && lower ? [joined, lower, upper] : [upper];
    for (const heading of headings) {
      const headRows = heading === upper ? at + 1 : at + 2;
      const data = rows.slice(headRows);
      const angles = angleColumns(heading, data);
      if (angles === 'unclear') return 'angles-unclear';
      const named = angles ? ({ kind: 'angles', ...angles } as const) : namedColumns(heading);
      if (named) return finished(heading === lower && joined ? joined : heading, named, data, headRows);
    }
  }
  // No heading we know: the values themselves, from the first row on or below a heading of unknown words.
  const found = columnsByValue(rows) ?? columnsByValue(rows.slice(1));
  if (!found) return null;
  const [first = []] = rows;
  const headRows = hasPlace(first, found) ? 0 : 1;
  return { columns: columnNames(headRows === 1 ? first : [], widest(rows)), place: found, headRows };
}

function hasPlace(row: readonly string[], place: PlaceColumns): boolean {
  if (place.kind === 'text') return isWellKnown(row[place.at]);
  if (place.kind === 'cell') return pairInCell(row[place.at] ?? '') !== null;
  if (place.kind === 'angles') return angleOf(row, place.latitude) !== null && angleOf(row, place.longitude) !== null;
  return [row[place.x], row[place.y]].every((cell = '') => Number.isFinite(tableNumber(cell)) || isDegrees(cell));
}

/**
 * One heading of two rows, as merged cells come out of a spreadsheet: `Số hiệu | Tọa độ |` over `| X | Y` is
 * `Số hiệu | Tọa độ X | Tọa độ Y`. Null where the upper row is a title or the lower one is data: then each row is what it is.
 */
function joinedHeading(upper: readonly string[], lower: readonly string[]): string[] | null {
  const words = lower.filter((cell) => cell !== '');
  if (upper.filter((cell) => cell !== '').length < 2 || words.length < 2 || words.some(isData)) return null;
  const isAbove = upper.some((cell, at) => cell !== '' && (lower[at] ?? '') === '');
  const isRepeated = new Set(words).size < words.length;
  if (!isAbove && !isRepeated) return null;
  const named = namedColumns(lower);
  if (!isRepeated && (named === null || ('kind' in named && named.kind !== 'text'))) return null;
  const joined: string[] = [];
  let group = '';
  for (let at = 0; at < Math.max(upper.length, lower.length); at++) {
    const [above = '', below = ''] = [upper[at], lower[at]];
    // A merged cell is written over its first column only. How far it reaches is seen by what it heads: coordinates.
    group = above !== '' ? above : isPlaceWord(below) ? group : '';
    joined.push(`${group} ${below}`.trim());
  }
  return joined;
}

const isPlaceWord = (cell: string) =>
  isAngleWord(cell) || Object.values(roles).some((words) => words.includes(plainHeading(cell)));

const isData = (cell: string) => Number.isFinite(tableNumber(cell)) || isDegrees(cell);

const isWellKnown = (cell = '') => /^(?:SRID=\d+;)?(?:MULTI)?(?:POINT|LINESTRING|POLYGON)\b/i.test(cell);

function namedColumns(
  heading: readonly string[],
): { x: number; y: number; northFirst: boolean | null } | PlaceColumns | null {
  const found = new Map<Role, number>();
  for (const [at, cell] of heading.entries()) {
    const word = plainHeading(cell);
    for (const role of Object.keys(roles) as Role[]) {
      if (roles[role].includes(word) && !found.has(role)) found.set(role, at);
    }
  }
  const pair = (one: Role, other: Role) => {
    const [a, b] = [found.get(one), found.get(other)];
    return a !== undefined && b !== undefined ? { x: a, y: b } : null;
  };
  const degrees = pair('longitude', 'latitude');
  if (degrees) return { ...degrees, northFirst: false };
  const plane = pair('east', 'north');
  if (plane) return { ...plane, northFirst: false };
  const named = pair('x', 'y');
  if (named) return { ...named, northFirst: null };
  const text = found.get('text');
  if (text !== undefined) return { kind: 'text', at: text };
  const cell = found.get('cell');
  return cell === undefined ? null : { kind: 'cell', at: cell, swapped: false };
}

function finished(
  heading: readonly string[],
  named: { x: number; y: number; northFirst: boolean | null } | PlaceColumns,
  data: readonly (readonly string[])[],
  headRows: number,
): TablePlan {
  const columns = columnNames(heading, heading.length);
  if ('kind' in named) {
    const swapped = named.kind === 'cell' && cellsNorthFirst(data, named.at);
    return { columns, place: named.kind === 'cell' ? { ...named, swapped } : named, headRows };
  }
  const { x, y } = named;
  // Where the heading only says x and y the values decide: on Vietnamese paper X is north.
  const swapped = named.northFirst ?? northFirst(pairsOf(data, x, y)) ?? false;
  return { columns, place: { kind: 'pair', x, y, swapped }, headRows };
}

function columnsByValue(data: readonly (readonly string[])[]): PlaceColumns | null {
  const rows = data.filter((row) => row.some((cell) => cell !== '')).slice(0, 50);
  if (rows.length === 0) return null;
  const most = (count: number) => count * 3 >= rows.length * 2;
  for (let at = 0; at < widest(rows); at++) {
    if (most(rows.filter((row) => isWellKnown(row[at])).length)) {
      return { kind: 'text', at };
    }
  }
  for (let x = 0; x < Math.min(widest(rows), 40); x++) {
    for (let y = x + 1; y < Math.min(widest(rows), 40); y++) {
      const pairs = pairsOf(rows, x, y).filter(([a, b]) => northFirst([[a, b]]) !== null);
      if (most(pairs.length)) return { kind: 'pair', x, y, swapped: northFirst(pairs) ?? false };
      // Degrees with minutes say by their letters which is which; without letters latitude comes first.
      const written = rows.filter(
        (row) => isDegrees(row[x]) && isDegrees(row[y]) && degreesPair(row[x] ?? '', row[y] ?? ''),
      );
      if (most(written.length)) return { kind: 'pair', x, y, swapped: true };
    }
  }
  for (let at = 0; at < Math.min(widest(rows), 40); at++) {
    if (most(rows.filter((row) => pairInCell(row[at] ?? '') !== null).length)) {
      return { kind: 'cell', at, swapped: cellsNorthFirst(rows, at) };
    }
  }
  return null;
}

const isDegrees = (cell = '') => /\d\s*[°º˚d′']|^\s*\d{1,3}\s+\d{1,2}\s+\d{1,2}(?:[.,]\d+)?\s*[a-zđ]?\s*$/i.test(cell);

function cellsNorthFirst(rows: readonly (readonly string[])[], at: number): boolean {
  const pairs = rows.slice(0, 50).flatMap((row) => {
    const pair = pairInCell(row[at] ?? '');
    return pair?.written === 'metres' ? [pair.position] : [];
  });
  return northFirst(pairs) ?? false;
}

function pairsOf(rows: readonly (readonly string[])[], x: number, y: number): [number, number][] {
  return rows
    .slice(0, 50)
    .filter((row) => !Number.isNaN(tableNumber(row[x] ?? '')))
    .map((row) => numberPair(row[x] ?? '', row[y] ?? ''));
}

/** Each column under a name of its own: its heading, numbered where it has none or a second one. */
function columnNames(heading: readonly string[], width: number): string[] {
  const names: string[] = [];
  for (let at = 0; at < Math.max(width, heading.length); at++) {
    const given = (heading[at] ?? '').normalize('NFC').trim() || `column_${at + 1}`;
    let name = given;
    for (let count = 2; names.includes(name) && count < 1000; count++) name = `${given}_${count}`;
    names.push(name);
  }
  return names;
}

const widest = (rows: readonly (readonly string[])[]) => rows.reduce((width, row) => Math.max(width, row.length), 0);

/** `Tọa độ X (m)` is `toa do x`. */
export const plainHeading = (cell: string): string =>
  foldDiacritics(cell)
    .replace(/\([^)]*\)|\[[^\]]*\]/g, ' ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
