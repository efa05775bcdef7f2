import { markersReached, type PreparedWorks, positionsBounds, type WorkPosition } from '@phen-dau/geodata';
import { buffer } from '@turf/buffer';
import { circle } from '@turf/circle';
import { simplify } from '@turf/simplify';
import type { MultiLineString } from 'geojson';
import type { CoverageShape } from '../../../map/coverage-style.ts';
import type { Ribbon } from '../../../state/coverage.ts';

/** Of the outline that is drawn, degrees; no number is computed from it. */
const outlineDegrees = 0.0003;
/** Lamps this near to the post's roads, some hundred metres, are drawn with them. */
const nearDegrees = 0.002;

/**
 * How far what covers reaches, as Turf draws it: pictures of the engine's distances, from which no number is computed. Of the
 * border the belt in which a road must pass, and rings round markers that no road reaches; of light the discs of the lamps.
 * Of one post, or with null of all.
 */
export function reachShapes(prepared: PreparedWorks, postId: string | null, ribbon: Ribbon): CoverageShape[] {
  if (ribbon === 'lit') return lampDiscs(prepared, postId);
  return ribbon === 'network' ? [...borderBelt(prepared, postId), ...markerRings(prepared, postId)] : [];
}

/** The roads' own buffers would say the same and take a hundred times as long. */
function borderBelt({ works, parameters }: PreparedWorks, postId: string | null): CoverageShape[] {
  const own = works.sectors
    .filter((sector) => postId === null || sector.postId === postId)
    .flatMap(({ parts }) => parts);
  if (own.length === 0 || parameters.borderMetres === 0) return [];
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

function markerRings(prepared: PreparedWorks, postId: string | null): CoverageShape[] {
  const missing = new Set(markersReached(prepared, postId).missing);
  return prepared.works.markers.flatMap(({ id, position }) =>
    missing.has(id) ? discAround(position, prepared.parameters.accessMetres) : [],
  );
}

/** Working lamps of the post, and those of others that stand among its roads: light knows no post. */
function lampDiscs({ works, parameters }: PreparedWorks, postId: string | null): CoverageShape[] {
  const { workingStatuses, lightMetres } = parameters;
  const own = works.roads.filter((road) => postId === null || road.postId === postId);
  const [west, south, east, north] = positionsBounds(own.flatMap(({ parts }) => parts).flat());
  const isNear = ([longitude = Number.NaN, latitude = Number.NaN]: WorkPosition) =>
    longitude >= west - nearDegrees &&
    longitude <= east + nearDegrees &&
    latitude >= south - nearDegrees &&
    latitude <= north + nearDegrees;
  return works.lamps.flatMap(({ position, status }) =>
    workingStatuses.includes(status) && isNear(position) ? discAround(position, lightMetres) : [],
  );
}

function discAround([longitude = 0, latitude = 0]: WorkPosition, metres: number): CoverageShape[] {
  if (metres === 0) return [];
  const { geometry } = circle([longitude, latitude], metres, { units: 'meters', steps: 32 });
  return [{ type: 'Feature', properties: { role: 'disc' }, geometry }];
}
