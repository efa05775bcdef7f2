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
  for (let first = 0; first + 1 < line.length; first += together) {
    const last = Math.min(first + together, line.length - 1);
    const middle = (first + last) >> 1;
    let reach = 0.01;
    for (let at = first; at <= last; at++) reach = Math.max(reach, separationMetres(values, middle, values, at) + 0.01);
    const near = segmentsNear(index, placeOf(line[middle]), reach);
    for (let at = first; at < last && near.length > 0; at++) {
      const [a, b] = [placeOf(line[at]), placeOf(line[at + 1])];
      for (const { network, vertex } of near) {
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
  }
  return null;
}

/** Segments looked up at once: one search for each was most of the time of a long track. */
const together = 16;

const placeOf = (position: Position | undefined): Place => [position?.[0] ?? Number.NaN, position?.[1] ?? Number.NaN];

function side([ax, ay]: Place, [bx, by]: Place, [x, y]: Place): number {
  return (bx - ax) * (y - ay) - (by - ay) * (x - ax);
}
