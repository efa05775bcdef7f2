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

/** A built-up block: a turned rectangle with two corners cut out, as estates are laid out along roads. */
export function block(random: Random, middle: Place, reachMetres: number): Place[] {
  const turn = random.between(0, Math.PI);
  const [wide, deep] = [reachMetres * random.between(0.9, 1.15), reachMetres * random.between(0.55, 0.8)];
  const [a, b, c, d] = [
    random.between(0.2, 0.45),
    random.between(0.25, 0.5),
    random.between(0.15, 0.4),
    random.between(0.3, 0.5),
  ];
  const corners: readonly (readonly [number, number])[] = [
    [-1, -1],
    [1 - 2 * a, -1],
    [1 - 2 * a, -1 + 2 * b],
    [1, -1 + 2 * b],
    [1, 1],
    [-1 + 2 * c, 1],
    [-1 + 2 * c, 1 - 2 * d],
    [-1, 1 - 2 * d],
  ];
  return corners.map(([across, up]): Place => {
    const [x, y] = [across * wide, up * deep];
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
