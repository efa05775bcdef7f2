import type { PreparedWorks } from '@phen-dau/geodata';
import { buffer } from '@turf/buffer';
import { simplify } from '@turf/simplify';
import type { MultiLineString } from 'geojson';
import type { CoverageShape } from '../../map/coverage-style.ts';

/** Of the outline that is drawn, degrees; no number is computed from it. */
const outlineDegrees = 0.0003;

/**
 * The belt along a post's sector, or with null along the whole border, in which a road must pass to cover it: a picture of the border distance, drawn by Turf. The
 * engine's chainages do not come from it. The roads' own buffers would say the same and take a hundred times as long.
 */
export function borderBelt({ works, parameters }: PreparedWorks, postId: string | null): CoverageShape[] {
  const own = works.sectors
    .filter((sector) => postId === null || sector.postId === postId)
    .flatMap(({ parts }) => parts);
  if (own.length === 0) return [];
  const lines: MultiLineString = {
    type: 'MultiLineString',
    coordinates: own.map((part) => part.map(([longitude = 0, latitude = 0]) => [longitude, latitude])),
  };
  const belt = buffer(simplify(lines, { tolerance: outlineDegrees }), parameters.borderMetres / 1000, {
    units: 'kilometers',
    steps: 8,
  });
  return belt ? [{ type: 'Feature', properties: { role: 'zone' }, geometry: belt.geometry }] : [];
}
