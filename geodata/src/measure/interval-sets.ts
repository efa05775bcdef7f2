import { IntervalBuilder, type IntervalTable, touchingMetres } from './intervals.ts';

/** What is in either table: the stretches reached by one means or another. Both tables are of the same lines. */
export function unionOf(...tables: readonly IntervalTable[]): IntervalTable {
  const lines = lineCountOf(tables);
  const builder = new IntervalBuilder(lines);
  for (let line = 0; line < lines; line++) {
    for (const { starts, from, to } of tables) {
      const end = starts[line + 1] as number;
      for (let index = starts[line] as number; index < end; index++) {
        builder.add(from[index] as number, to[index] as number);
      }
    }
    builder.endLine();
  }
  return builder.build();
}

/** What is in both tables: paved and lit. */
export function intersectionOf(a: IntervalTable, b: IntervalTable): IntervalTable {
  const lines = lineCountOf([a, b]);
  const builder = new IntervalBuilder(lines);
  for (let line = 0; line < lines; line++) {
    const endA = a.starts[line + 1] as number;
    const endB = b.starts[line + 1] as number;
    let i = a.starts[line] as number;
    let j = b.starts[line] as number;
    while (i < endA && j < endB) {
      const toA = a.to[i] as number;
      const toB = b.to[j] as number;
      builder.add(Math.max(a.from[i] as number, b.from[j] as number), Math.min(toA, toB));
      if (toA < toB) i++;
      else j++;
    }
    builder.endLine();
  }
  return builder.build();
}

/** What is in the first table and not in the second: paved and dark. */
export function differenceOf(a: IntervalTable, b: IntervalTable): IntervalTable {
  const lines = lineCountOf([a, b]);
  const builder = new IntervalBuilder(lines);
  for (let line = 0; line < lines; line++) {
    const endB = b.starts[line + 1] as number;
    let j = b.starts[line] as number;
    for (let i = a.starts[line] as number; i < (a.starts[line + 1] as number); i++) {
      let from = a.from[i] as number;
      const to = a.to[i] as number;
      while (j < endB && (b.to[j] as number) <= from) j++;
      for (let k = j; k < endB && (b.from[k] as number) < to; k++) {
        addReal(builder, from, b.from[k] as number);
        from = Math.max(from, b.to[k] as number);
      }
      addReal(builder, from, to);
    }
    builder.endLine();
  }
  return builder.build();
}

/** What a table leaves of each line; `lengthMetres` holds the length of each. The same as `gapsOf` at 0. */
export function complementOf(table: IntervalTable, lengthMetres: Float64Array): IntervalTable {
  return differenceOf(
    wholeLines(lengthMetres, () => true),
    table,
  );
}

/** The lines of which `has` is true, each from start to end: a road's own attribute (paved) as intervals. */
export function wholeLines(lengthMetres: Float64Array, has: (line: number) => boolean): IntervalTable {
  const builder = new IntervalBuilder(lengthMetres.length);
  lengthMetres.forEach((length, line) => {
    if (has(line)) builder.add(0, length);
    builder.endLine();
  });
  return builder.build();
}

/** Intervals given one by one as `[line, from, to]`, in any order and overlapping, as a table. */
export function intervalTable(lines: number, given: Iterable<readonly [number, number, number]>): IntervalTable {
  const byLine: (readonly [number, number, number])[][] = Array.from({ length: lines }, () => []);
  for (const interval of given) byLine[interval[0]]?.push(interval);
  const builder = new IntervalBuilder(lines);
  for (const intervals of byLine) {
    for (const [, from, to] of intervals) builder.add(from, to);
    builder.endLine();
  }
  return builder.build();
}

/** The intervals of some lines, in the order given: line `i` of the result is line `lines[i]`. */
export function linesOfTable({ starts, from, to }: IntervalTable, lines: ArrayLike<number>): IntervalTable {
  const newStarts = new Uint32Array(lines.length + 1);
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as number;
    newStarts[index + 1] = (newStarts[index] as number) + (starts[line + 1] as number) - (starts[line] as number);
  }
  const newFrom = new Float64Array(newStarts[lines.length] as number);
  const newTo = new Float64Array(newFrom.length);
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as number;
    newFrom.set(from.subarray(starts[line], starts[line + 1]), newStarts[index]);
    newTo.set(to.subarray(starts[line], starts[line + 1]), newStarts[index]);
  }
  return { starts: newStarts, from: newFrom, to: newTo };
}

/** What is left over by rounding is no gap. */
function addReal(builder: IntervalBuilder, from: number, to: number): void {
  if (to - from >= touchingMetres) builder.add(from, to);
}

function lineCountOf(tables: readonly IntervalTable[]): number {
  const [lines = 0, ...others] = tables.map(({ starts }) => starts.length - 1);
  if (others.some((count) => count !== lines)) throw new Error('Interval tables of different lines cannot be combined');
  return lines;
}
