import { seededRandom } from '@phen-dau/geodata';
import type { TileFeature } from '@phen-dau/tiles';
import type { Geometry, Position } from 'geojson';

/** One layer of made-up features to measure with. */
export interface SyntheticLayer {
  readonly name: string;
  readonly geometry: 'Point' | 'MultiLineString' | 'MultiPolygon';
  /** Column names; a trailing `:text`, `:integer` or `:double` is the column's type. */
  readonly fields: readonly { readonly name: string; readonly type: 'text' | 'integer' | 'double precision' }[];
  readonly minZoom: number;
  readonly maxZoom: number;
  readonly features: readonly (TileFeature & { readonly geometry: Geometry })[];
}

/** The bounding box of the province the features are strewn over. */
export const syntheticBounds = [106.1, 21.4, 107.4, 22.4] as const;
const [west, south, east, north] = syntheticBounds;
const degreesPerMetre = 1 / 111_320;
/** More communes than ten provinces' worth do not fit the box in any sensible size. */
const mostCommuneFactor = 10;

/**
 * Six layers of a made-up province: 474 markers, 332 roads of 76 km and 1,810 lamps as in the demonstration, but more posts
 * (60), more communes (200 of 2,001 vertices) and a border of 6,001 vertices; or `factor` times as many rows in the same box.
 * Same factor, same data.
 */
export function syntheticLayers(factor: number): SyntheticLayer[] {
  const random = seededRandom(20_221_019);
  const posts = Array.from({ length: 60 * factor }, (_, index) => ({
    tileId: index + 1,
    geometry: point(place(random)),
    values: [`Đồn Biên phòng ${index + 1}`, `post-${index + 1}`],
  }));
  const roads = Array.from({ length: 332 * factor }, (_, index) => ({
    tileId: index + 1,
    geometry: { type: 'MultiLineString' as const, coordinates: [walk(random, 17, 229 / 16)] },
    values: [
      `Đường kiểm tra mốc số ${index + 1}`,
      pick(random, ['patrol', 'inspection', 'village']),
      pick(random, ['concrete', 'asphalt', 'gravel', 'earth', 'footpath']),
      pick(random, ['planned', 'building', 'usable', 'closed']),
      Math.round(random() * 4000) / 10,
      2019 + Math.floor(random() * 7),
    ],
  }));
  const markers = Array.from({ length: 474 * factor }, (_, index) => ({
    tileId: index + 1,
    geometry: point(place(random)),
    values: [`Mốc ${index + 1}`, pick(random, ['main', 'secondary']), `post-${1 + Math.floor(random() * 60)}`],
  }));
  const lamps = Array.from({ length: 1810 * factor }, (_, index) => ({
    tileId: index + 1,
    geometry: point(nearRoad(random, roads)),
    values: [
      `DEN-${String(index + 1).padStart(6, '0')}`,
      index % 1810 < 1500 ? 'patrol' : 'village',
      pick(random, ['working', 'working', 'working', 'broken']),
      `post-${1 + Math.floor(random() * 60)}`,
    ],
  }));
  const border = Array.from({ length: factor }, (_, index) => ({
    tileId: index + 1,
    geometry: { type: 'MultiLineString' as const, coordinates: [walk(random, 6001, 157_000 / 6000)] },
    values: [`Biên giới ${index + 1}`],
  }));
  const communes = Array.from({ length: 200 * Math.min(factor, mostCommuneFactor) }, (_, index) => ({
    tileId: index + 1,
    geometry: { type: 'MultiPolygon' as const, coordinates: [[blob(random, 2000)]] },
    values: [`Xã ${index + 1}`, `unit-${index + 1}`],
  }));
  const text = (...names: string[]) => names.map((name) => ({ name, type: 'text' as const }));
  const zooms = { minZoom: 8, maxZoom: 14 };
  return [
    { name: 'commune', geometry: 'MultiPolygon', fields: text('name', 'unit'), ...zooms, features: communes },
    { name: 'border', geometry: 'MultiLineString', fields: text('name'), ...zooms, features: border },
    {
      name: 'road',
      geometry: 'MultiLineString',
      fields: [
        ...text('name', 'kind', 'surface', 'status'),
        { name: 'length_metres', type: 'double precision' },
        { name: 'year_built', type: 'integer' },
      ],
      ...zooms,
      features: roads,
    },
    { name: 'lamp', geometry: 'Point', fields: text('code', 'kind', 'status', 'post_id'), ...zooms, features: lamps },
    { name: 'marker', geometry: 'Point', fields: text('name', 'kind', 'post_id'), ...zooms, features: markers },
    { name: 'post', geometry: 'Point', fields: text('name', 'code'), ...zooms, features: posts },
  ];
}

const place = (random: () => number): Position => [west + random() * (east - west), south + random() * (north - south)];
const point = (position: Position) => ({ type: 'Point' as const, coordinates: position });

function pick<Item>(random: () => number, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('Nothing to pick from');
  return item;
}

/** A curve that keeps roughly its heading, turned back to the middle at the edge of the box. */
function walk(random: () => number, vertices: number, stepMetres: number): Position[] {
  let [longitude = 0, latitude = 0] = place(random);
  let heading = random() * 2 * Math.PI;
  const line: Position[] = [];
  for (let index = 0; index < vertices; index++) {
    line.push([longitude, latitude]);
    heading += (random() - 0.5) * 0.4;
    longitude += Math.cos(heading) * stepMetres * degreesPerMetre * 1.08;
    latitude += Math.sin(heading) * stepMetres * degreesPerMetre;
    const outside = longitude < west || longitude > east || latitude < south || latitude > north;
    if (outside) heading = Math.atan2((south + north) / 2 - latitude, (west + east) / 2 - longitude);
  }
  return line;
}

/** A star-shaped ring some 4 km across with a ragged edge; valid by construction. */
function blob(random: () => number, vertices: number): Position[] {
  const [longitude = 0, latitude = 0] = place(random);
  const radius = (1500 + random() * 1000) * degreesPerMetre;
  const waves = [3, 5, 9, 17, 40].map((count) => ({ count, size: random() * 0.25, phase: random() * 6.28 }));
  const ring: Position[] = [];
  for (let index = 0; index < vertices; index++) {
    const angle = (index / vertices) * 2 * Math.PI;
    const wave = waves.reduce(
      (sum, { count, size, phase }) => sum + (size * Math.sin(count * angle + phase)) / Math.sqrt(count),
      1,
    );
    const reach = radius * Math.max(0.3, wave) * (1 + (random() - 0.5) * 0.004);
    ring.push([longitude + reach * Math.cos(angle), latitude + reach * Math.sin(angle)]);
  }
  const [first] = ring;
  return first ? [...ring, first] : ring;
}

function nearRoad(
  random: () => number,
  roads: readonly { readonly geometry: { readonly coordinates: Position[][] } }[],
): Position {
  const [longitude = 0, latitude = 0] = pick(random, pick(random, roads).geometry.coordinates[0] ?? []);
  return [longitude + (random() - 0.5) * 2e-4, latitude + (random() - 0.5) * 2e-4];
}
