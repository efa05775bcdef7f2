import { capsuleSpan } from './capsule.ts';
import { IntervalBuilder, type IntervalTable } from './intervals.ts';
import type { LineIndex } from './line-index.ts';
import type { LineNetwork } from './line-network.ts';
import { positionStride } from './positions.ts';
import { boxAround } from './runs.ts';
import { SlotList } from './slot-list.ts';

/**
 * The stretches of every line within `reachMetres` of any indexed line: the border near a usable road. As intervals of
 * chainage, metres from the start of each line along geodesics of WGS 84; a line that touches the reach in one place only is
 * not covered there.
 *
 * The places within reach of one straight segment form a capsule, which is convex; it therefore cuts another straight
 * segment in one interval, the span of its cuts with the two end discs and with the slab between them. Computed in a local
 * metric frame (`ellipsoid.ts`). Against GeographicLib (`reference-border.test.ts`): a total to 1e-9; each end to a
 * hundredth of a millimetre on segments up to 2 km, 0.2 mm on those of 5 km, about a millimetre at 10 km. Buffers of PostGIS
 * with 32 segments a quarter leave out up to 15 cm at each end (reach 500 m).
 */
export function coveredByLines(lines: LineNetwork, reaching: LineIndex, reachMetres: number): IntervalTable {
  const builder = new IntervalBuilder(lines.lineCount);
  for (let line = 0; line < lines.lineCount; line++) {
    coverLineByLines(lines, line, reaching, reachMetres, builder);
    builder.endLine();
  }
  return builder.build();
}

const found = new SlotList();
/** Ends (ax, ay, bx, by) of the segments near a run, in its frame. */
let near = new Float64Array(4096);

/** Adds what the indexed lines cover of one line; the caller ends the line. */
export function coverLineByLines(
  lines: LineNetwork,
  line: number,
  reaching: LineIndex,
  reachMetres: number,
  builder: IntervalBuilder,
): void {
  if (!(reachMetres > 0) || reaching.isEmpty) return;
  const { values } = lines.positions;
  const { runs, chainage } = lines;
  const lastRun = runs.lineRuns[line + 1] as number;
  for (let run = runs.lineRuns[line] as number; run < lastRun; run++) {
    const first = runs.first[run] as number;
    const last = runs.last[run] as number;
    const λ = values[positionStride * first] as number;
    const s = values[positionStride * first + 1] as number;
    const runsNear = reaching.gather(boxAround(runs, runs.places[run] as number, reachMetres), found);
    if (runsNear === 0) continue;
    const count = segmentsToFrame(reaching, runsNear, λ, s);
    const ends = near;
    let bx = 0;
    let by = 0;
    // The segment that reached all of the last one most likely reaches all of the next: it is asked first.
    let favourite = 0;
    for (let vertex = first; vertex < last; vertex++) {
      const next = positionStride * (vertex + 1);
      const Δλ = (values[next] as number) - λ;
      const ax = bx;
      const ay = by;
      bx = (values[next + 2] as number) * Δλ;
      by = (values[next + 1] as number) - s + (values[next + 3] as number) * Δλ * Δλ;
      const length = Math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay));
      if (length === 0) continue;
      const ux = (bx - ax) / length;
      const uy = (by - ay) / length;
      const from = chainage[vertex] as number;
      const to = chainage[vertex + 1] as number;
      for (let turn = -1; turn < count; turn++) {
        if (turn === favourite) continue;
        const segment = turn < 0 ? favourite : turn;
        const px = (ends[4 * segment] as number) - ax;
        const py = (ends[4 * segment + 1] as number) - ay;
        const qx = (ends[4 * segment + 2] as number) - ax;
        const qy = (ends[4 * segment + 3] as number) - ay;
        const pSide = py * ux - px * uy;
        const qSide = qy * ux - qx * uy;
        if (pSide >= reachMetres ? qSide >= reachMetres : pSide <= -reachMetres && qSide <= -reachMetres) continue;
        const pAlong = px * ux + py * uy;
        const qAlong = qx * ux + qy * uy;
        if (pAlong <= -reachMetres && qAlong <= -reachMetres) continue;
        if (pAlong >= length + reachMetres && qAlong >= length + reachMetres) continue;
        const span = capsuleSpan(pAlong, pSide, qAlong, qSide, reachMetres);
        if (!span || span.to <= 0 || span.from >= length) continue;
        if (span.from <= 0 && span.to >= length) {
          builder.add(from, to);
          favourite = segment;
          break;
        }
        builder.add(span.from <= 0 ? from : from + span.from, span.to >= length ? to : from + span.to);
      }
    }
  }
}

/** Writes the segments of the runs found into `near`, in the frame at longitude λ and arc s; says how many. */
function segmentsToFrame(reaching: LineIndex, runsNear: number, λ: number, s: number): number {
  let count = 0;
  for (let index = 0; index < runsNear; index++) {
    const indexed = found.slots[index] as number;
    const network = reaching.networkAt(indexed);
    const { values } = network.positions;
    const run = reaching.runAt(indexed);
    const last = network.runs.last[run] as number;
    let x = 0;
    let y = 0;
    for (let vertex = network.runs.first[run] as number, isFirst = true; vertex <= last; vertex++, isFirst = false) {
      const place = positionStride * vertex;
      const Δλ = (values[place] as number) - λ;
      const nextX = (values[place + 2] as number) * Δλ;
      const nextY = (values[place + 1] as number) - s + (values[place + 3] as number) * Δλ * Δλ;
      if (!isFirst) {
        if (4 * count === near.length) {
          const bigger = new Float64Array(2 * near.length);
          bigger.set(near);
          near = bigger;
        }
        near[4 * count] = x;
        near[4 * count + 1] = y;
        near[4 * count + 2] = nextX;
        near[4 * count + 3] = nextY;
        count++;
      }
      x = nextX;
      y = nextY;
    }
  }
  return count;
}
