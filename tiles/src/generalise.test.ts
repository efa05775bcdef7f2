import type { Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import { tileBounds } from './address.ts';
import { encodeTile } from './encode.ts';
import { packLayer, type TileFeature } from './pack.ts';
import { decodeTile } from './support/decode.ts';

/** A ragged line between two places, the same for the same seed. */
function ragged(from: Position, to: Position, steps: number, seed: number): Position[] {
  const [x0 = 0, y0 = 0] = from;
  const [x1 = 0, y1 = 0] = to;
  const line: Position[] = [];
  for (let step = 0; step <= steps; step++) {
    const share = step / steps;
    const inner = step > 0 && step < steps ? Math.abs(x1 - x0) + Math.abs(y1 - y0) : 0;
    const sway = inner * (Math.sin(seed + step * 1.7) * 0.01 + Math.sin(seed * 3 + step * 0.13) * 0.02);
    line.push([x0 + share * (x1 - x0) + sway, y0 + share * (y1 - y0) + sway / 2]);
  }
  return line;
}

const reversed = (line: Position[]) => [...line].reverse();
const area = (tileId: number, ...lines: Position[][]): TileFeature => {
  const ring = lines.flatMap((line) => line.slice(0, -1));
  const [first = []] = ring;
  return { tileId, geometry: { type: 'Polygon', coordinates: [[...ring, first]] }, values: [] };
};

/** Three communes that meet at one corner, the third wound the other way and started elsewhere; about `degrees` across. */
function communesAround([x = 0, y = 0]: Position, degrees: number): TileFeature[] {
  const north: Position = [x, y + degrees / 2];
  const west: Position = [x - degrees / 2, y - degrees / 3];
  const east: Position = [x + degrees / 2, y - degrees / 3];
  const toNorth = ragged([x, y], north, 300, 1);
  const toWest = ragged([x, y], west, 300, 2);
  const toEast = ragged([x, y], east, 300, 3);
  return [
    area(1, toNorth, ragged(north, east, 200, 4), reversed(toEast)),
    area(2, toEast, ragged(east, west, 200, 5), reversed(toWest)),
    area(3, reversed(ragged(west, north, 200, 6)), reversed(toWest), toNorth),
  ];
}

describe('simplified areas', () => {
  test.each([5, 7, 9, 11])(
    'of neighbours share their edges at zoom %i: together they have one outline, without slivers',
    (z) => {
      const address = { z, x: Math.floor(0.796 * 2 ** z), y: Math.floor(0.438 * 2 ** z) };
      const [west, south, east, north] = tileBounds(address);
      const centre = [(west + east) / 2, (south + north) / 2];
      const whole = { name: 'commune', fields: [], minZoom: 0, maxZoom: 14 };
      for (const share of [0.8, 0.2, 0.05]) {
        const { packed } = packLayer({ ...whole, features: communesAround(centre, share * (east - west)) });
        const found = decodeTile(encodeTile(address, [{ packed, hidden: undefined }])).get('commune')?.features ?? [];
        expect(found).toHaveLength(3);
        const edges = new Set(found.flatMap(({ parts }) => parts.flatMap(edgesOf)));
        const backwards = (edge: string) => edge.split('>').reverse().join('>');
        const outline = new Map(
          [...edges].filter((edge) => !edges.has(backwards(edge))).map((edge) => edge.split('>') as [string, string]),
        );
        const inner = edges.size - outline.size;
        expect(inner).toBeGreaterThanOrEqual(6);
        // Walked from anywhere, the edges that no neighbour walks back lead once around everything.
        const [start = ''] = outline.keys();
        let steps = 0;
        for (
          let at: string | undefined = start;
          at !== undefined && (steps === 0 || at !== start);
          at = outline.get(at)
        )
          steps++;
        expect(steps).toBe(outline.size);
      }
    },
  );

  test('that are smaller than half a pixel are left out, larger ones are not', () => {
    const speck = (tileId: number, degrees: number): TileFeature => {
      const [x, y] = [106.7, 21.8];
      const ring = Array.from({ length: 13 }, (_, index): Position => {
        const angle = ((index % 12) / 12) * 2 * Math.PI;
        return [x + degrees * Math.cos(angle), y + degrees * Math.sin(angle)];
      });
      return { tileId, geometry: { type: 'Polygon', coordinates: [ring] }, values: [] };
    };
    // At zoom 8 a screen pixel (8 tile units) is 0.0027 degrees.
    const specks = packLayer({
      name: 'pond',
      fields: [],
      minZoom: 0,
      maxZoom: 14,
      features: [speck(1, 0.0003), speck(2, 0.01)],
    });
    const tile = encodeTile({ z: 8, x: 203, y: 112 }, [{ packed: specks.packed, hidden: undefined }]);
    expect(
      decodeTile(tile)
        .get('pond')
        ?.features.map(({ id }) => id),
    ).toEqual([2]);
  });

  test('keep at every zoom what Douglas-Peucker with half a pixel keeps, and nothing strays further', () => {
    const line = ragged([106.2, 21.5], [107.2, 22.1], 2000, 9);
    const road = packLayer({
      name: 'road',
      fields: [],
      minZoom: 0,
      maxZoom: 14,
      features: [{ tileId: 1, geometry: { type: 'LineString', coordinates: line }, values: [] }],
    });
    const vertices = [6, 8, 10, 12, 14].map((zoom) => {
      const level = road.packed.levels.find(({ upToZoom }) => upToZoom >= zoom);
      return level ? level.zooms.filter((needed) => needed <= zoom).length : 0;
    });
    expect(vertices).toEqual([...vertices].sort((one, other) => one - other));
    expect(vertices[0]).toBeLessThan(80);
    const held = road.packed.levels.reduce((sum, level) => sum + level.zooms.length, 0);
    expect(held).toBeLessThanOrEqual(2 * 2001);
  });
});

function edgesOf(ring: readonly (readonly [number, number])[]): string[] {
  return ring.slice(1).map((to, index) => `${ring[index]?.join(' ')}>${to.join(' ')}`);
}

describe('packing', () => {
  test('reports what cannot be drawn by its place in the list and packs the rest', () => {
    const { packed, issues } = packLayer({
      name: 'marker',
      fields: ['name'],
      minZoom: 0,
      maxZoom: 14,
      features: [
        { tileId: 1, geometry: { type: 'Point', coordinates: [106.7, 21.8] }, values: ['Mốc 1'] },
        { tileId: 2, geometry: Uint8Array.of(1, 2, 3), values: ['Mốc 2'] },
        { tileId: 3, geometry: { type: 'Point', coordinates: [400, 21.8] }, values: ['Mốc 3'] },
      ],
    });
    expect(packed.count).toBe(1);
    expect(issues).toEqual([
      { code: 'geometry-invalid', severity: 'error', feature: 1, context: { tileId: 2 } },
      { code: 'coordinate-out-of-range', severity: 'error', feature: 2, context: { tileId: 3 } },
    ]);
  });

  test('takes less than 90 bytes for a point with three attributes', () => {
    const features = Array.from({ length: 5000 }, (_, index) => ({
      tileId: index,
      geometry: { type: 'Point' as const, coordinates: [106 + index / 5000, 21.8] },
      values: [`DEN-${index}`, 'patrol', 'working'],
    }));
    const { packed } = packLayer({
      name: 'lamp',
      fields: ['code', 'kind', 'status'],
      minZoom: 0,
      maxZoom: 14,
      features,
    });
    expect(packed.byteLength / packed.count).toBeLessThan(90);
  });
});
