import { IntervalBuilder, type IntervalTable } from './intervals.ts';
import type { LineNetwork } from './line-network.ts';
import { PointGrid } from './point-grid.ts';
import { type Positions, positionStride } from './positions.ts';
import { boxAround, frameStride, type Runs, vertexStride } from './runs.ts';
import { SlotList } from './slot-list.ts';

/**
 * The stretches of every line within `reachMetres` of any of the points: lighting by lamps, access by markers.
 *
 * A point at offset o from a straight segment, with its foot at m metres along it, covers [m - h, m + h] with
 * h = sqrt(reach² - o²), clipped to the segment: one square root, nothing is buffered. A point exactly at reach covers
 * nothing, because a single place has no length.
 */
export function coveredByPoints(lines: LineNetwork, points: Positions, reachMetres: number): IntervalTable {
  return coveredByPointGrid(lines, new PointGrid(points, reachMetres), reachMetres);
}

/** The same with a grid that is kept; its cells should suit the reach. */
export function coveredByPointGrid(lines: LineNetwork, grid: PointGrid, reachMetres: number): IntervalTable {
  const { runs, lineCount } = lines;
  // Lines in the order of where they lie; the intervals are brought into the order of the lines at the end.
  const bySite = new IntervalBuilder(lineCount);
  const sites = new Int32Array(lineCount).fill(-1);
  let site = -1;
  let line = -1;
  for (let place = 0; place < runs.count; place++) {
    const owner = runs.line[runs.runAt[place] as number] as number;
    if (owner !== line) {
      if (site >= 0) bySite.endLine();
      line = owner;
      sites[line] = ++site;
    }
    coverRun(runs, place, grid, reachMetres, bySite);
  }
  if (site >= 0) bySite.endLine();
  return inOrder(bySite.build(), sites);
}

/** A table by site as a table by line; a line without a site has no intervals. */
function inOrder({ starts, from, to }: IntervalTable, sites: Int32Array): IntervalTable {
  const ordered = {
    starts: new Uint32Array(sites.length + 1),
    from: new Float64Array(from.length),
    to: new Float64Array(to.length),
  };
  let count = 0;
  for (let line = 0; line < sites.length; line++) {
    const site = sites[line] as number;
    const end = site < 0 ? 0 : (starts[site + 1] as number);
    for (let index = site < 0 ? 0 : (starts[site] as number); index < end; index++) {
      ordered.from[count] = from[index] as number;
      ordered.to[count++] = to[index] as number;
    }
    ordered.starts[line + 1] = count;
  }
  return ordered;
}

/** Adds what the points of a grid cover of one line; the caller ends the line. */
export function coverLineByPoints(
  { runs }: LineNetwork,
  line: number,
  grid: PointGrid,
  reachMetres: number,
  builder: IntervalBuilder,
): void {
  const lastRun = runs.lineRuns[line + 1] as number;
  for (let run = runs.lineRuns[line] as number; run < lastRun; run++) {
    coverRun(runs, runs.places[run] as number, grid, reachMetres, builder);
  }
}

const found = new SlotList();
/** x and y of the points near a run, in its frame. */
let near = new Float64Array(1024);

function coverRun(runs: Runs, place: number, grid: PointGrid, reachMetres: number, builder: IntervalBuilder): void {
  if (!(reachMetres > 0)) return;
  const count = grid.gather(boxAround(runs, place, reachMetres), found);
  if (count === 0) return;
  const { frames, vertices } = runs;
  const places = toFrame(
    grid.values,
    count,
    frames[frameStride * place + 4] as number,
    frames[frameStride * place + 5] as number,
  );
  const square = reachMetres * reachMetres;
  // Short of the square by more than rounding, so that the order of the points never shows in a result.
  const surely = square * (1 - 1e-12);
  const last = vertexStride * ((runs.vertexStarts[place + 1] as number) - 1);
  let ax = 0;
  let ay = 0;
  let to = vertices[vertexStride * (runs.vertexStarts[place] as number) + 2] as number;
  // A point that reaches the segment's start, most likely the whole of it: one comparison then settles the segment.
  let reaching = -1;
  for (let vertex = vertexStride * (runs.vertexStarts[place] as number); vertex < last; vertex += vertexStride) {
    const startX = ax;
    const startY = ay;
    const from = to;
    const bx = vertices[vertex + vertexStride] as number;
    const by = vertices[vertex + vertexStride + 1] as number;
    to = vertices[vertex + vertexStride + 2] as number;
    ax = bx;
    ay = by;
    if (reaching >= 0) {
      const x = (places[2 * reaching] as number) - bx;
      const y = (places[2 * reaching + 1] as number) - by;
      if (x * x + y * y < surely) {
        builder.add(from, to);
        continue;
      }
      reaching = -1;
    }
    const dx = bx - startX;
    const dy = by - startY;
    const length = Math.sqrt(dx * dx + dy * dy);
    if (length === 0) continue;
    const ux = dx / length;
    const uy = dy / length;
    for (let point = 0; point < count; point++) {
      const x = (places[2 * point] as number) - startX;
      const y = (places[2 * point + 1] as number) - startY;
      const offset = x * uy - y * ux;
      const rest = square - offset * offset;
      if (rest <= 0) continue;
      const along = x * ux + y * uy;
      const half = Math.sqrt(rest);
      const start = along - half;
      const finish = along + half;
      if (finish <= 0 || start >= length) continue;
      // The frame's length differs from the chainage's by a few parts in 10⁹; clipped ends are exact.
      if (finish < length) {
        builder.add(start > 0 ? from + start : from, from + finish);
      } else if (start > 0) {
        builder.add(from + start, to);
        reaching = point;
      } else {
        builder.add(from, to);
        reaching = point;
        break;
      }
    }
  }
}

function toFrame(points: Float64Array, count: number, λ: number, s: number): Float64Array {
  if (2 * count > near.length) near = new Float64Array(4 * count);
  const places = near;
  const { slots } = found;
  for (let index = 0; index < count; index++) {
    const place = positionStride * (slots[index] as number);
    const Δλ = (points[place] as number) - λ;
    places[2 * index] = (points[place + 2] as number) * Δλ;
    places[2 * index + 1] = (points[place + 1] as number) - s + (points[place + 3] as number) * Δλ * Δλ;
  }
  return places;
}
