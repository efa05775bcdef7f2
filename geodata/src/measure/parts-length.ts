import { distanceMetres } from '../geodesic.ts';
import type { LineParts } from './line-network.ts';
import { emptyPositions, separationMetres, setPosition } from './positions.ts';

/** Degrees within which a local frame is exact to 0.01 mm; a longer step is asked of Karney's algorithm. */
const nearDegrees = 0.015;

/** The length of a line of several parts, metres on the ellipsoid: as `geometryLengthMetres`, ten times as fast. */
export function partsLengthMetres(parts: LineParts): number {
  // Two places by turns: the one before and this one.
  const { values } = emptyPositions(2);
  let metres = 0;
  for (const part of parts) {
    let before: readonly number[] | undefined;
    for (let at = 0; at < part.length; at++) {
      const position = part[at] as readonly number[];
      const [longitude, latitude] = [position[0] as number, position[1] as number];
      setPosition(values, at & 1, longitude, latitude);
      if (before) {
        const isNear =
          Math.abs(longitude - (before[0] as number)) < nearDegrees &&
          Math.abs(latitude - (before[1] as number)) < nearDegrees;
        metres += isNear
          ? separationMetres(values, (at - 1) & 1, values, at & 1)
          : distanceMetres([before[0] as number, before[1] as number], [longitude, latitude]);
      }
      before = position;
    }
  }
  return metres;
}
