import type { Feature, MultiPolygon, Polygon, Position } from 'geojson';
import { feature } from 'topojson-client';
import { borderEnds, worldAtlas } from './border-line.ts';
import { type Bounds, clippedRing } from './clip.ts';
import { type Place, toPosition } from './frame.ts';
import { itemAt, lastOf } from './polyline.ts';

export interface Country {
  /** ISO 3166-1 alpha-3. */
  readonly code: string;
  readonly name: string;
  readonly geometry: MultiPolygon;
  /** Its land borders with the neighbours that come after it in this list. */
  readonly borders: readonly (readonly Position[])[];
}

const listed = [
  { id: '704', code: 'VNM', name: 'Việt Nam' },
  { id: '156', code: 'CHN', name: 'Trung Quốc' },
  { id: '418', code: 'LAO', name: 'Lào' },
] as const;

/**
 * The countries around the province from Natural Earth, clipped to the bounds; between Viet Nam and China they follow the
 * demonstration border where there is one, so that the base map and the border layer never disagree.
 */
export function neighbouringLands(line: readonly Place[], bounds: Bounds): Country[] {
  const fine = line.map(toPosition);
  const shapes = listed.map(({ id, code, name }) => {
    const all = worldAtlas.objects.countries.geometries;
    const listedShape = all.find((candidate) => candidate.id === id);
    if (listedShape?.type !== 'MultiPolygon' && listedShape?.type !== 'Polygon') {
      throw new Error(`world-atlas does not hold ${name} as an area`);
    }
    const shape = (feature(worldAtlas, listedShape) as Feature<Polygon | MultiPolygon>).geometry;
    const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
    return { code, name, polygons: polygons.map((rings) => rings.map((ring) => withFineBorder(ring, fine))) };
  });
  return shapes.map(({ code, name, polygons }, index) => {
    const later = new Set(
      shapes.slice(index + 1).flatMap((other) => other.polygons.flatMap((rings) => rings.flat().map(String))),
    );
    return {
      code,
      name,
      geometry: {
        type: 'MultiPolygon',
        coordinates: polygons
          .map((rings) => rings.map((ring) => clippedRing(ring, bounds)).filter((ring) => ring.length > 3))
          .filter((rings) => rings.length > 0),
      },
      borders: polygons.flatMap((rings) => rings.flatMap((ring) => stretchesIn(ring, later))),
    };
  });
}

/** The ring with its stretch between the two ends of the province's border replaced by the fine line. */
function withFineBorder(ring: readonly Position[], fine: readonly Position[]): Position[] {
  const { first, last } = borderEnds();
  const indexOf = (end: Position): number => ring.findIndex(([x, y]) => x === end[0] && y === end[1]);
  const [from, to] = [indexOf(first), indexOf(last)];
  if (from < 0 || to < 0) return [...ring];
  const low = Math.min(from, to);
  const high = Math.max(from, to);
  const stretch = from < to ? fine : [...fine].reverse();
  // A ring may start anywhere; the short way between the ends is the border.
  if (high - low < ring.length / 2) return [...ring.slice(0, low), ...stretch, ...ring.slice(high + 1)];
  const rest = ring.slice(low + 1, high);
  const closed = [...[...stretch].reverse(), ...rest];
  return [...closed, itemAt(closed, 0)];
}

function stretchesIn(ring: readonly Position[], shared: ReadonlySet<string>): Position[][] {
  const stretches: Position[][] = [];
  let current: Position[] = [];
  for (const place of ring) {
    if (shared.has(String(place))) current.push(place);
    else {
      if (current.length > 1) stretches.push(current);
      current = [];
    }
  }
  if (current.length > 1) stretches.push(current);
  return stretches;
}

/** The edge of the province towards its neighbours in Viet Nam: its ring without the border line. */
export function provinceEdge(ring: readonly Place[], line: readonly Place[]): Position[] {
  const open = ring.slice(0, -1);
  const same = (a: Place, b: Place): boolean => a[0] === b[0] && a[1] === b[1];
  const from = open.findIndex((place) => same(place, lastOf(line)));
  const turned = [...open.slice(from), ...open.slice(0, from)];
  const to = turned.findIndex((place) => same(place, itemAt(line, 0)));
  // Depending on which way round the ring runs, the border comes first or last.
  const edge =
    to < line.length && same(itemAt(turned, 1), itemAt(line, line.length - 2))
      ? [...turned.slice(to), itemAt(turned, 0)]
      : turned.slice(0, to + 1);
  return edge.map(toPosition);
}
