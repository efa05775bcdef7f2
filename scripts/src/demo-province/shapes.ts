import type { Position } from 'geojson';
import { areaSquareMetres, type Place, toPosition } from './frame.ts';
import type { Random } from './random.ts';

/** A closed, gently uneven shape around a place, anticlockwise, first place not repeated. */
export function blob(random: Random, middle: Place, reachMetres: number, stretch = 1): Place[] {
  const turn = random.between(0, Math.PI);
  const waves = [2, 3, 5].map((count) => ({
    count,
    strength: random.between(0.04, 0.34 / count),
    phase: random.between(0, 2 * Math.PI),
  }));
  return Array.from({ length: 48 }, (_, index): Place => {
    const angle = (2 * Math.PI * index) / 48;
    const uneven = waves.reduce(
      (sum, { count, strength, phase }) => sum + strength * Math.sin(count * angle + phase),
      1,
    );
    const x = reachMetres * uneven * Math.cos(angle) * stretch;
    const y = (reachMetres * uneven * Math.sin(angle)) / stretch;
    return [middle[0] + x * Math.cos(turn) - y * Math.sin(turn), middle[1] + x * Math.sin(turn) + y * Math.cos(turn)];
  });
}

/** A ring as stored: anticlockwise, its first position repeated at the end. */
export function ringPositions(ring: readonly Place[]): Position[] {
  const positions = (isClockwise(ring) ? [...ring].reverse() : ring).map(toPosition);
  const first = positions[0];
  return first ? [...positions, first] : [];
}

export const hectares = (ring: readonly Place[]): number => Math.round(areaSquareMetres(ring) / 100) / 100;

function isClockwise(ring: readonly Place[]): boolean {
  let twice = 0;
  let previous = ring.at(-1);
  for (const place of ring) {
    if (previous) twice += previous[0] * place[1] - place[0] * previous[1];
    previous = place;
  }
  return twice < 0;
}
