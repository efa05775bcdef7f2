import { type IntervalTable, touchingMetres } from './intervals.ts';

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
 * The complement of a covered table: what is left of each line, keeping only gaps of at least `minimumMetres` (0 keeps every
 * gap longer than the touching tolerance). `lengthMetres` holds the length of each line.
 */
export function gapsOf(lengthMetres: Float64Array, covered: IntervalTable, minimumMetres: number): IntervalTable {
  const lines = lengthMetres.length;
  const starts = new Uint32Array(lines + 1);
  const room = covered.from.length + lines;
  const from = new Float64Array(room);
  const to = new Float64Array(room);
  const least = Math.max(minimumMetres, touchingMetres);
  let count = 0;
  for (let line = 0; line < lines; line++) {
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
    const length = lengthMetres[line] as number;
    if (length - reached >= least) {
      from[count] = reached;
      to[count++] = length;
    }
    starts[line + 1] = count;
  }
  return { starts, from: from.slice(0, count), to: to.slice(0, count) };
}

/** Adds up a figure of each line by group (its post): `groups[line]` is the group's number, negative for none. */
export function sumByGroup(figures: ArrayLike<number>, groups: ArrayLike<number>, groupCount: number): Float64Array {
  const sums = new Float64Array(groupCount);
  for (let line = 0; line < groups.length; line++) {
    const group = groups[line] as number;
    if (group >= 0 && group < groupCount) sums[group] = (sums[group] as number) + (figures[line] as number);
  }
  return sums;
}
