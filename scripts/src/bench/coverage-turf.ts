import {
  along,
  bbox,
  booleanPointInPolygon,
  buffer,
  featureCollection,
  length,
  lineSplit,
  lineString,
  point,
  union,
} from '@turf/turf';
import type { Feature, Polygon } from 'geojson';
import type { CoverageData } from './coverage-data.ts';

/** Lit metres of all roads as one would write it with Turf: buffers of the lamps near each road, joined, the road split by them. */
export function litByTurf({ roads, lamps }: CoverageData, reachMetres: number): number {
  const places = Array.from({ length: lamps.length / 2 }, (_, lamp) => [
    lamps[2 * lamp] as number,
    lamps[2 * lamp + 1] as number,
  ]);
  const margin = reachMetres / 90_000;
  let metres = 0;
  for (const line of roads) {
    const road = lineString(line);
    const [west, south, east, north] = bbox(road);
    const discs = places.flatMap(([x = 0, y = 0]) => {
      if (x < west - margin || x > east + margin || y < south - margin || y > north + margin) return [];
      const disc = buffer(point([x, y]), reachMetres, { units: 'meters' });
      return disc?.geometry.type === 'Polygon' ? [disc as Feature<Polygon>] : [];
    });
    const light = discs.length > 1 ? union(featureCollection(discs)) : discs[0];
    if (!light) continue;
    const pieces = lineSplit(road, light).features;
    for (const piece of pieces.length > 0 ? pieces : [road]) {
      const long = length(piece, { units: 'meters' });
      if (booleanPointInPolygon(along(piece, long / 2, { units: 'meters' }), light)) metres += long;
    }
  }
  return metres;
}
