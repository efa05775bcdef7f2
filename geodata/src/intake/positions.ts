import type { SourceFeature } from '../formats/format.ts';

/** Calls back with every position of whatever a reader took for a geometry; unsound parts are passed over. */
export function eachSourcePosition(geometry: unknown, visit: (x: number, y: number) => void, depth = 8): void {
  if (typeof geometry !== 'object' || geometry === null || depth === 0) return;
  if (!Array.isArray(geometry)) {
    const { coordinates, geometries } = geometry as { coordinates?: unknown; geometries?: unknown };
    eachSourcePosition(coordinates, visit, depth - 1);
    eachSourcePosition(geometries, visit, depth - 1);
    return;
  }
  const [x, y] = geometry;
  if (typeof x === 'number') {
    if (typeof y === 'number' && Number.isFinite(x) && Number.isFinite(y)) visit(x, y);
    return;
  }
  for (const inner of geometry) eachSourcePosition(inner, visit, depth - 1);
}

/** At most so many positions, spread evenly over all features and along each. */
export function samplePositions(
  features: readonly Pick<SourceFeature, 'geometry'>[],
  most: number,
): (readonly [number, number])[] {
  let total = 0;
  for (const { geometry } of features) {
    eachSourcePosition(geometry, () => {
      total++;
    });
  }
  const every = Math.max(1, Math.ceil(total / most));
  const sample: (readonly [number, number])[] = [];
  let at = 0;
  for (const { geometry } of features) {
    eachSourcePosition(geometry, (x, y) => {
      if (at++ % every === 0) sample.push([x, y]);
    });
  }
  return sample;
}

/** A geometry with every position moved; what is no position is left as it is, for the validator to find. */
export function movedSource(
  geometry: unknown,
  move: (x: number, y: number) => readonly [number, number],
  depth = 8,
): unknown {
  if (typeof geometry !== 'object' || geometry === null || depth === 0) return geometry;
  if (!Array.isArray(geometry)) {
    const { coordinates, geometries } = geometry as { coordinates?: unknown; geometries?: unknown };
    return {
      ...geometry,
      ...(coordinates !== undefined && { coordinates: movedSource(coordinates, move, depth - 1) }),
      ...(geometries !== undefined && { geometries: movedSource(geometries, move, depth - 1) }),
    };
  }
  const [x, y] = geometry;
  if (typeof x === 'number' && typeof y === 'number') return [...move(x, y)];
  return geometry.map((inner) => movedSource(inner, move, depth - 1));
}
