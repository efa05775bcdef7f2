import { unitedBounds } from '@phen-dau/geodata';
import type { Bounds, LayerDescription } from '../api/types.ts';

/** The box of everything the account may see, widened on every side; undefined when nothing has a place. */
export function homeBounds(catalogue: readonly LayerDescription[], marginDegrees = 0): Bounds | undefined {
  const boxes = catalogue.flatMap((layer) => (layer.bounds ? [layer.bounds] : []));
  if (boxes.length === 0) return undefined;
  const [west, south, east, north] = unitedBounds(boxes);
  return [west - marginDegrees, south - marginDegrees, east + marginDegrees, north + marginDegrees];
}

/** How far beyond the layers one may look. */
export const neighbourhoodDegrees = 1.1;

/**
 * How far one may look: the province and its neighbours, never a world view; twice as far to the west, where the sheets lie
 * over the map.
 */
export const viewLimits = ([west, south, east, north]: Bounds): Bounds => [
  west - 2 * neighbourhoodDegrees,
  south - neighbourhoodDegrees,
  east + neighbourhoodDegrees,
  north + neighbourhoodDegrees,
];

export const contains = (outer: Bounds, inner: Bounds): boolean =>
  outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];
