import { IntervalBuilder, type IntervalTable } from './intervals.ts';
import type { LineNetwork } from './line-network.ts';
import { gridPoints, type PointGrid } from './point-grid.ts';
import type { Positions } from './positions.ts';

/**
 * The stretches of every line within `reachMetres` of any of the points: lighting by lamps, access by markers.
 *
 * A point at offset o from a straight segment, with its foot at m metres along it, covers [m - h, m + h] with
 * h = sqrt(reach² - o²), clipped to the segment: one square root, nothing is buffered. A point exactly at reach covers
 * nothing, because a single place has no length.
 */
export function coveredByPoints(lines: LineNetwork, points: Positions, reachMetres: number): IntervalTable {
  const builder = new IntervalBuilder(lines.lineCount);
  const grid = gridPoints(points, reachMetres);
  for (let line = 0; line < lines.lineCount; line++) {
    coverLine(lines, line, grid, reachMetres, builder);
    builder.endLine();
  }
  return builder.build();
}

/** Adds what the points of a grid cover of one line; the caller ends the line. */
export function coverLine(
  lines: LineNetwork,
  line: number,
  grid: PointGrid,
  reachMetres: number,
  builder: IntervalBuilder,
): void {
  if (grid.columns === 0 || !(reachMetres > 0)) return;
  const { longitude, arc, parallel, bend } = lines.positions;
  const points = grid.positions;
  const { cellStarts, columns, rows, cellMetres, xScale, minX, minY } = grid;
  const perCell = 1 / cellMetres;
  const margin = reachMetres * grid.slack;
  const reachSquared = reachMetres * reachMetres;
  const end = lines.lineStarts[line + 1] as number;
  for (let vertex = lines.lineStarts[line] as number; vertex < end; vertex++) {
    if (lines.startsSegment[vertex] === 0) continue;
    const λ = longitude[vertex] as number;
    const s = arc[vertex] as number;
    const λ1 = longitude[vertex + 1] as number;
    const s1 = arc[vertex + 1] as number;
    const x0 = λ * xScale - minX;
    const x1 = λ1 * xScale - minX;
    const firstColumn = Math.max(0, Math.floor((Math.min(x0, x1) - margin) * perCell));
    const lastColumn = Math.min(columns - 1, Math.floor((Math.max(x0, x1) + margin) * perCell));
    const firstRow = Math.max(0, Math.floor((Math.min(s, s1) - minY - margin) * perCell));
    const lastRow = Math.min(rows - 1, Math.floor((Math.max(s, s1) - minY + margin) * perCell));
    if (firstColumn > lastColumn || firstRow > lastRow) continue;

    const from = lines.chainage[vertex] as number;
    const to = lines.chainage[vertex + 1] as number;
    const length = to - from;
    if (length === 0) continue;
    const Δλ1 = λ1 - λ;
    const ux = ((parallel[vertex + 1] as number) * Δλ1) / length;
    const uy = (s1 - s + (bend[vertex + 1] as number) * Δλ1 * Δλ1) / length;
    for (let row = firstRow; row <= lastRow; row++) {
      const rowStart = row * columns;
      const stop = cellStarts[rowStart + lastColumn + 1] as number;
      for (let point = cellStarts[rowStart + firstColumn] as number; point < stop; point++) {
        const Δλ = (points.longitude[point] as number) - λ;
        const x = (points.parallel[point] as number) * Δλ;
        const y = (points.arc[point] as number) - s + (points.bend[point] as number) * Δλ * Δλ;
        const offset = x * uy - y * ux;
        const square = reachSquared - offset * offset;
        if (square <= 0) continue;
        const along = x * ux + y * uy;
        const half = Math.sqrt(square);
        const start = along - half;
        const finish = along + half;
        if (finish <= 0 || start >= length) continue;
        builder.add(start <= 0 ? from : from + start, finish >= length ? to : from + finish);
      }
    }
  }
}
