import { geometryBounds } from '@phen-dau/geodata';
import type { LngLat } from '../../api/types.ts';
import type { DrawnFeature } from './use-survey-picture.ts';

/** More would be no choice any more; a photo is nearly always of something close to where it was taken. */
const mostOffered = 60;

/**
 * The features a photo may be of, by their places in the file: nearest first where it is known where the photo was taken, else
 * in the order of the file. The one it is linked to is always among them.
 */
export function nearestFeatures(
  features: ReadonlyMap<number, Pick<DrawnFeature, 'geometry'>>,
  position: LngLat | null,
  linked: number | null,
): readonly number[] {
  const all = [...features].map(([index, { geometry }]) => ({
    index,
    far: position ? distanceTo(geometryBounds(geometry), position) : index,
  }));
  const nearest = all
    .sort((one, other) => one.far - other.far)
    .slice(0, mostOffered)
    .map(({ index }) => index);
  return linked === null || nearest.includes(linked) ? nearest : [linked, ...nearest];
}

/** From a place to the nearest corner or side of a box; in degrees of latitude, which is enough to sort by. */
function distanceTo([west, south, east, north]: readonly [number, number, number, number], [x, y]: LngLat): number {
  const across = Math.max(west - x, 0, x - east) * Math.cos((y * Math.PI) / 180);
  return Math.hypot(across, Math.max(south - y, 0, y - north));
}
