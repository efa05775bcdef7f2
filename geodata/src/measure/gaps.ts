import type { IntervalTable } from './intervals.ts';
import type { LineNetwork } from './line-network.ts';

/** Metres covered of each line: the sum of its intervals. */
export function coveredMetres(table: IntervalTable): Float64Array {
  const lines = table.starts.length - 1;
  const metres = new Float64Array(lines);
  for (let line = 0; line < lines; line++) {
    const end = table.starts[line + 1] as number;
    let sum = 0;
    for (let index = table.starts[line] as number; index < end; index++) {
      sum += (table.to[index] as number) - (table.from[index] as number);
    }
    metres[line] = sum;
  }
  return metres;
}

/**
 * The complement of a covered table: what is left of each line, keeping only gaps of at least `minimumMetres`
 * (0 keeps every gap longer than the touching tolerance).
 */
export function gapsOf(lines: LineNetwork, covered: IntervalTable, minimumMetres: number): IntervalTable {
  const starts = new Uint32Array(lines.lineCount + 1);
  const room = (covered.from.length as number) + lines.lineCount;
  const from = new Float64Array(room);
  const to = new Float64Array(room);
  const least = Math.max(minimumMetres, 1e-6);
  let count = 0;
  for (let line = 0; line < lines.lineCount; line++) {
    let reached = 0;
    const end = covered.starts[line + 1] as number;
    for (let index = covered.starts[line] as number; index < end; index++) {
      const next = covered.from[index] as number;
      if (next - reached >= least) {
        from[count] = reached;
        to[count++] = next;
      }
      reached = covered.to[index] as number;
    }
    const length = lines.lengthMetres[line] as number;
    if (length - reached >= least) {
      from[count] = reached;
      to[count++] = length;
    }
    starts[line + 1] = count;
  }
  return { starts, from: from.slice(0, count), to: to.slice(0, count) };
}
