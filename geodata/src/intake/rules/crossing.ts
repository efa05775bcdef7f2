import type { Position } from 'geojson';
import type { LineIndex } from '../../measure/line-index.ts';
import { segmentsNear } from '../../measure/locate.ts';
import { preparePositions, separationMetres } from '../../measure/positions.ts';

type Place = readonly [number, number];

/**
 * The first place where a line properly crosses an indexed one; null when it does not. Touching is no crossing. `counts` may
 * leave out segments by the vertex of each line they start at.
 */
export function firstCrossing(
  line: readonly Position[],
  index: LineIndex,
  counts: (own: number, other: number) => boolean = () => true,
): [number, number] | null {
  const { values } = preparePositions(Float64Array.from(line.flatMap(([x = 0, y = 0]) => [x, y])));
  for (let at = 0; at + 1 < line.length; at++) {
    const [a, b] = [placeOf(line[at]), placeOf(line[at + 1])];
    const middle = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    const reach = separationMetres(values, at, values, at + 1) / 2 + 0.01;
    for (const { network, vertex } of segmentsNear(index, middle, reach)) {
      if (!counts(at, vertex)) continue;
      const { degrees } = network;
      const c: Place = [degrees[2 * vertex] as number, degrees[2 * vertex + 1] as number];
      const d: Place = [degrees[2 * vertex + 2] as number, degrees[2 * vertex + 3] as number];
      const [p, q] = [side(a, b, c), side(a, b, d)];
      // A vertex of the other line right on this one counts to one side, or a line through it would cross neither neighbour.
      if (p >= 0 !== q >= 0 && side(c, d, a) * side(c, d, b) < 0) {
        const share = p / (p - q);
        return [c[0] + share * (d[0] - c[0]), c[1] + share * (d[1] - c[1])];
      }
    }
  }
  return null;
}

const placeOf = (position: Position | undefined): Place => [position?.[0] ?? Number.NaN, position?.[1] ?? Number.NaN];

function side([ax, ay]: Place, [bx, by]: Place, [x, y]: Place): number {
  return (bx - ax) * (y - ay) - (by - ay) * (x - ax);
}
