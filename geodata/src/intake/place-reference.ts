import type { Position } from 'geojson';
import { type Bounds, boundsContain, growBounds } from '../coordinates/bounds.ts';
import type { ProvinceZone } from '../coordinates/province-meridians.ts';
import { LineIndex } from '../measure/line-index.ts';
import { type LineParts, prepareLines } from '../measure/line-network.ts';
import { nearestLine } from '../measure/locate.ts';
import { isInsideRings, ringsBounds } from './inside.ts';

/** What is already known of the place a file should be in; all WGS 84, degrees. */
export interface KnownPlaces {
  /** The province. */
  readonly bounds: Bounds;
  /** Its area: a list of polygons, each a list of rings. Without it the bounds stand for it. */
  readonly province?: readonly (readonly (readonly Position[])[])[];
  /** Markers and other points whose places are sure. */
  readonly points?: readonly Position[];
  /** Roads and the border line. */
  readonly lines?: readonly LineParts[];
  /** The axes the province has had; a file keeps the one it was made with. */
  readonly zones?: readonly ProvinceZone[];
}

/** Known places prepared for many questions: keep it as long as they do not change. */
export interface PlaceReference extends KnownPlaces {
  readonly near: Bounds;
  /** In it, or within 5 km of its edge: what is surveyed along the border does not end at a line. */
  isInProvince(longitude: number, latitude: number): boolean;
  /** Distance to the nearest known line or point in metres; null when none is within 2 km. */
  metresToKnown(longitude: number, latitude: number): number | null;
}

const reachMetres = 2000;

const nearMetres = 5000;

/** Indexes what is known; a place counts as near within 5 km of the province. */
export function prepareReference(known: KnownPlaces): PlaceReference {
  const { province, points = [], lines = [] } = known;
  const near = growBounds(known.bounds, nearMetres);
  // A point is a line that goes nowhere: the index takes segments of no length, so one index answers for both.
  const network = prepareLines([...lines, ...points.map((point) => [[point, point]])]);
  const index = new LineIndex(network);
  const polygons = (province ?? []).map((rings) => ({ rings, bounds: ringsBounds(rings) }));
  const edge = new LineIndex(prepareLines(province ?? []));
  const isInProvince = (longitude: number, latitude: number) => {
    if (polygons.length === 0) return boundsContain(known.bounds, longitude, latitude);
    if (!boundsContain(near, longitude, latitude)) return false;
    if (polygons.some((polygon) => isInsideRings(polygon, longitude, latitude))) return true;
    return nearestLine(edge, [longitude, latitude], nearMetres) !== null;
  };
  const metresToKnown = (longitude: number, latitude: number) =>
    nearestLine(index, [longitude, latitude], reachMetres)?.distanceMetres ?? null;
  return { ...known, near, isInProvince, metresToKnown };
}
