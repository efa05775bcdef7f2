import type { Position } from 'geojson';
import { hasDistinct, type LayerGeometry } from './geometry-shape.ts';

export const simpleRepairs = ['ring-closed', 'part-removed'] as const;
export type SimpleRepair = (typeof simpleRepairs)[number];

/**
 * Repairs that leave nothing to judge: rings are closed, and parts of no extent (a line of one place, a ring of two) are left
 * out as long as others remain.
 */
export function withoutSimpleFaults(geometry: LayerGeometry): { geometry: LayerGeometry; repaired: SimpleRepair[] } {
  const repaired = new Set<SimpleRepair>();
  if (geometry.type === 'MultiLineString') {
    const lines = kept(geometry.coordinates, (line) => hasDistinct(line, 2), repaired);
    return { geometry: repaired.size > 0 ? { ...geometry, coordinates: lines } : geometry, repaired: [...repaired] };
  }
  if (geometry.type !== 'MultiPolygon') return { geometry, repaired: [] };
  const polygons = kept(geometry.coordinates, ([outer = []]) => hasDistinct(outer, 3), repaired).map((rings) => {
    const [outer = [], ...holes] = rings.map((ring) => closed(ring, repaired));
    const sound = holes.filter((hole) => hasDistinct(hole, 3));
    if (sound.length < holes.length) repaired.add('part-removed');
    return [outer, ...sound];
  });
  return { geometry: repaired.size > 0 ? { ...geometry, coordinates: polygons } : geometry, repaired: [...repaired] };
}

function kept<Part>(parts: readonly Part[], sound: (part: Part) => boolean, repaired: Set<SimpleRepair>): Part[] {
  const good = parts.filter(sound);
  if (good.length === parts.length || good.length === 0) return [...parts];
  repaired.add('part-removed');
  return good;
}

function closed(ring: Position[], repaired: Set<SimpleRepair>): Position[] {
  const [first] = ring;
  const last = ring.at(-1);
  if (!first || !last || (first[0] === last[0] && first[1] === last[1])) return ring;
  repaired.add('ring-closed');
  return [...ring, first];
}
