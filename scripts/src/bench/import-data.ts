import type { FlatColumn, LayerId } from '@phen-dau/geodata';
import type { Geometry, Position } from 'geojson';

/** A made-up file to import: what is in it and where it belongs. */
export interface ImportSet {
  readonly name: string;
  readonly layer: LayerId;
  readonly geometryType: 'Point' | 'MultiLineString' | 'MultiPolygon';
  readonly features: number;
  readonly columns: readonly FlatColumn[];
  readonly geojson: string;
}

/** 100,000 lamps, 33,200 roads of 18 vertices and 200 communes of 2,001; the same every time. */
export function importSets(): ImportSet[] {
  return [
    madeUp('100k points', 'solar-lamp', 'Point', 100_000, (index, at) => ({
      geometry: { type: 'Point', coordinates: at },
      properties: {
        code: `DEN-${index}`,
        kind: 'patrol',
        status: 'working',
        power_watts: 60,
        installed_on: '2024-05-01',
      },
    })),
    madeUp('33k roads', 'patrol-road', 'MultiLineString', 33_200, (index, at) => ({
      geometry: { type: 'MultiLineString', coordinates: [around(at, 18, 0.002, 'open')] },
      properties: {
        name: `Đường ${index}`,
        kind: 'inspection',
        surface: 'earth',
        status: 'usable',
        length_metres: 229.5,
        year_built: 2023,
      },
    })),
    madeUp('200 communes', 'commune', 'MultiPolygon', 200, (index, at) => ({
      geometry: { type: 'MultiPolygon', coordinates: [[around(at, 2000, 0.03, 'closed')]] },
      properties: { name: `Xã ${index}`, kind: 'commune', code: String(index), area_hectares: 3000 },
    })),
  ];
}

const columnTypes: Record<string, FlatColumn['type']> = { string: 'String', number: 'Double' };

function madeUp(
  name: string,
  layer: LayerId,
  geometryType: ImportSet['geometryType'],
  count: number,
  make: (index: number, at: Position) => { geometry: Geometry; properties: Record<string, string | number> },
): ImportSet {
  // The golden ratio and the plastic number strew the places evenly without a generator of random numbers.
  const place = (index: number): Position => [
    round(106.2 + ((index * 0.618033988749895) % 1)),
    round(21.5 + ((index * 0.754877666246693) % 1) * 0.8),
  ];
  const features = Array.from({ length: count }, (_, index) => ({ type: 'Feature', ...make(index, place(index)) }));
  const columns = Object.entries(features[0]?.properties ?? {}).map(([column, value]) => ({
    name: column,
    type: columnTypes[typeof value] ?? 'String',
  }));
  const geojson = JSON.stringify({ type: 'FeatureCollection', features });
  return { name, layer, geometryType, features: count, columns, geojson };
}

/** A wavy loop around a place, valid whatever the number of its vertices. */
function around([x = 0, y = 0]: Position, vertices: number, radius: number, end: 'open' | 'closed'): Position[] {
  const loop = Array.from({ length: vertices }, (_, index) => {
    const angle = (index / vertices) * 2 * Math.PI;
    const far = radius * (1 + 0.2 * Math.sin(angle * 7) + 0.05 * Math.sin(angle * 61));
    return [round(x + far * Math.cos(angle)), round(y + far * Math.sin(angle))];
  });
  return end === 'closed' ? [...loop, ...loop.slice(0, 1)] : loop;
}

const round = (degrees: number) => Math.round(degrees * 1e7) / 1e7;
