import { crossingOf, SegmentIndex } from './crossings.ts';
import type { Place } from './frame.ts';
import { cellAt, type Grid, middleOf } from './grid.ts';
import { wayToGoal } from './least-cost-way.ts';
import type { Noise } from './noise.ts';
import { chainages, directions, distance, itemAt, lastOf, relaxed, resampled } from './polyline.ts';

/** Ground on which roads are laid out: cost of a metre (Infinity: none) and height of every cell. */
export interface Ground {
  readonly grid: Grid;
  readonly costs: Float32Array;
  readonly heights: Float32Array;
  /** What makes roads wind on a smaller scale than the cells. */
  readonly noise: Noise;
}

/** Roads that meet only at shared places: whatever is added ends at a place of a road that is there already. */
export class RoadNet {
  readonly #ground: Ground;
  /** Cells with a road of the net, and a place of it. */
  readonly #joints = new Map<number, Place>();
  readonly #segments = new SegmentIndex(250);
  /** The costs for the roads last gone round, which are mostly the same as the time before. */
  #around: { lines: readonly (readonly Place[])[]; costs: Float32Array } | undefined;

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  /** Takes a road into the net as it is. */
  add(line: readonly Place[]): void {
    this.#segments.add(line, 0);
    for (const place of line) this.#joints.set(cellAt(this.#ground.grid, place), place);
  }

  /** A road from the place to the cheapest place of the net, taken into the net; undefined when there is no way. */
  connect(from: Place): Place[] | undefined {
    const way = this.#wayFrom(from, this.#ground.costs);
    return way && this.#taken(way);
  }

  /** Like `connect`, but keeps off the given roads, which are not of the net yet, except where it must meet them. */
  bridge(from: Place, around: readonly (readonly Place[])[]): Place[] | undefined {
    const way = this.#wayFrom(from, this.#costsAround(around));
    return way && this.#taken(knotted(way, segmentsOf(around)));
  }

  /** Like `bridge`, but begins at the last of the given roads that it would cross: it joins that one to the net. */
  bridgeFromLast(from: Place, around: readonly (readonly Place[])[]): Place[] | undefined {
    const way = this.#wayFrom(from, this.#costsAround(around));
    if (!way) return undefined;
    const line = cutAtFirst([...way].reverse(), segmentsOf(around)).reverse();
    this.add(line);
    return line;
  }

  #costsAround(lines: readonly (readonly Place[])[]): Float32Array {
    const { grid, costs } = this.#ground;
    if (this.#around?.lines === lines) return this.#around.costs;
    const raised = costs.slice();
    for (const place of lines.flat()) {
      const cell = cellAt(grid, place);
      raised[cell] = (costs[cell] ?? Infinity) + 60;
    }
    this.#around = { lines, costs: raised };
    return raised;
  }

  #taken(way: readonly Place[]): Place[] {
    const line = cutAtFirst(way, this.#segments);
    this.add(line);
    return line;
  }

  #wayFrom(from: Place, costs: Float32Array): Place[] | undefined {
    const { grid, heights, noise } = this.#ground;
    const cells = wayToGoal(grid, costs, heights, cellAt(grid, from), (cell) => this.#joints.has(cell));
    const joint = this.#joints.get(cells?.at(-1) ?? -1);
    if (!cells || !joint || distance(from, joint) < 1) return undefined;
    const way = [from, ...cells.slice(1, -1).map((cell) => middleOf(grid, cell)), joint];
    return winding(resampled(relaxed(resampled(way, 60), 26), 38), noise);
  }
}

function segmentsOf(lines: readonly (readonly Place[])[]): SegmentIndex {
  const segments = new SegmentIndex(250);
  lines.forEach((line) => {
    segments.add(line, 0);
  });
  return segments;
}

/** The line led through an end of every segment that it crosses, so that the roads share a place where they cross. */
function knotted(line: readonly Place[], segments: SegmentIndex): Place[] {
  return line.flatMap((place, index) => {
    const next = line[index + 1];
    if (!next) return [place];
    const knots: Place[] = [];
    for (const { from, to } of segments.near(place, next)) {
      const crossing = crossingOf(place, next, from, to);
      if (crossing) knots.push(distance(crossing, from) < distance(crossing, to) ? from : to);
    }
    knots.sort((one, other) => distance(place, one) - distance(place, other));
    return [place, ...knots.filter((knot, at) => knot !== knots[at - 1])];
  });
}

/** Small bends that die out at both ends. */
export function winding(line: readonly Place[], noise: Noise): Place[] {
  const along = directions(line, 3);
  const metres = chainages(line);
  const total = metres.at(-1) ?? 0;
  const phase = Math.abs(itemAt(line, 0)[0]) / 1000;
  return line.map(([x, y], index): Place => {
    const at = metres[index] ?? 0;
    const fade = Math.min(1, at / 150, (total - at) / 150);
    const [dx, dy] = itemAt(along, index);
    const push = fade * (30 * noise(at / 520, phase) + 11 * noise(at / 210, phase + 5.3));
    return [x - dy * push, y + dx * push];
  });
}

/**
 * The line up to where it first meets one of the segments, tied there to the nearer end of that segment; a meeting at either
 * end of the line is as it should be.
 */
export function cutAtFirst(line: readonly Place[], segments: SegmentIndex): Place[] {
  const start = itemAt(line, 0);
  const end = lastOf(line);
  for (let index = 0; index < line.length - 1; index++) {
    const a = itemAt(line, index);
    const b = itemAt(line, index + 1);
    for (const { from, to } of segments.near(a, b)) {
      const crossing = crossingOf(a, b, from, to);
      if (!crossing || distance(crossing, start) < 0.5 || distance(crossing, end) < 0.5) continue;
      const knot = distance(crossing, from) < distance(crossing, to) ? from : to;
      return [...line.slice(0, index + 1), ...straightest(a, knot, segments)];
    }
  }
  return [...line];
}

/** From the last place of a road to its knot, or to a nearer knot where the way to the first would cross another segment. */
function straightest(last: Place, knot: Place, segments: SegmentIndex): Place[] {
  for (const { from, to } of segments.near(last, knot)) {
    if (from === knot || to === knot || !crossingOf(last, knot, from, to)) continue;
    return [distance(last, from) < distance(last, to) ? from : to];
  }
  return [knot];
}
