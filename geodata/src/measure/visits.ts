import type { IntervalTable } from './intervals.ts';

/** What one day's tracks cover. `day` counts days since 1970-01-01; null for tracks without a date. */
export interface DayCoverage {
  readonly day: number | null;
  readonly covered: IntervalTable;
}

/**
 * How often and when each stretch was visited, packed like an `IntervalTable`; neighbours differ in a figure, stretches
 * never visited are absent. An undated visit covers, but counts as no day: `days` is then 0 and `lastDay` null (NaN here).
 */
export interface VisitTable extends IntervalTable {
  /** Distinct days of visit. */
  readonly days: Uint32Array;
  /** Last day of visit, days since 1970-01-01; NaN when no visit has a date. */
  readonly lastDay: Float64Array;
}

/** Counts the distinct days on which each stretch was covered. Tables of the same day count once, in whatever number. */
export function countVisits(lines: number, coverages: readonly DayCoverage[]): VisitTable {
  const ordered = [...coverages].sort((a, b) => (a.day ?? Number.NaN) - (b.day ?? Number.NaN) || 0);
  const days = [...new Set(ordered.map(({ day }) => day))];
  const rank = new Map(days.map((day, index) => [day, index]));
  const ranked = ordered.map(({ day, covered }) => ({ covered, place: rank.get(day) ?? 0 }));
  const starts = new Uint32Array(lines + 1);
  const from: number[] = [];
  const to: number[] = [];
  const counts: number[] = [];
  const last: number[] = [];
  for (let line = 0; line < lines; line++) {
    const first = from.length;
    for (const piece of piecesOf(line, ranked, days)) {
      const index = from.length - 1;
      const same = index >= first && to[index] === piece.from && counts[index] === piece.days;
      if (same && Object.is(last[index], piece.lastDay)) {
        to[index] = piece.to;
      } else {
        from.push(piece.from);
        to.push(piece.to);
        counts.push(piece.days);
        last.push(piece.lastDay);
      }
    }
    starts[line + 1] = from.length;
  }
  return {
    starts,
    from: Float64Array.from(from),
    to: Float64Array.from(to),
    days: Uint32Array.from(counts),
    lastDay: Float64Array.from(last),
  };
}

/** The stretches visited on at least `least` days (k-visit coverage). */
export function visitedAtLeast(visits: VisitTable, least: number): IntervalTable {
  return stretchesWhere(visits, (index) => (visits.days[index] as number) >= least);
}

/** The stretches whose last visit is at most `mostDays` before `today` (days since 1970-01-01). */
export function visitedSince(visits: VisitTable, today: number, mostDays: number): IntervalTable {
  return stretchesWhere(visits, (index) => today - (visits.lastDay[index] as number) <= mostDays);
}

function stretchesWhere(visits: VisitTable, holds: (index: number) => boolean): IntervalTable {
  const lines = visits.starts.length - 1;
  const starts = new Uint32Array(lines + 1);
  const from: number[] = [];
  const to: number[] = [];
  for (let line = 0; line < lines; line++) {
    const first = from.length;
    for (let index = visits.starts[line] as number; index < (visits.starts[line + 1] as number); index++) {
      if (!holds(index)) continue;
      if (from.length > first && to[to.length - 1] === visits.from[index])
        to[to.length - 1] = visits.to[index] as number;
      else {
        from.push(visits.from[index] as number);
        to.push(visits.to[index] as number);
      }
    }
    starts[line + 1] = from.length;
  }
  return { starts, from: Float64Array.from(from), to: Float64Array.from(to) };
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly days: number;
  readonly lastDay: number;
}

/** Sweeps along one line: the pieces between ends of intervals, each with the days that cover it. */
function* piecesOf(
  line: number,
  ranked: readonly { covered: IntervalTable; place: number }[],
  days: readonly (number | null)[],
): Generator<Piece> {
  const ends: { at: number; day: number; step: 1 | -1 }[] = [];
  for (const { covered, place } of ranked) {
    for (let index = covered.starts[line] as number; index < (covered.starts[line + 1] as number); index++) {
      ends.push({ at: covered.from[index] as number, day: place, step: 1 });
      ends.push({ at: covered.to[index] as number, day: place, step: -1 });
    }
  }
  ends.sort((a, b) => a.at - b.at || b.step - a.step);
  const open = new Map<number, number>();
  let reached = 0;
  for (const { at, day, step } of ends) {
    if (open.size > 0 && at > reached) yield pieceOf(reached, at, open, days);
    reached = at;
    const tables = (open.get(day) ?? 0) + step;
    if (tables === 0) open.delete(day);
    else open.set(day, tables);
  }
}

function pieceOf(from: number, to: number, open: Map<number, number>, days: readonly (number | null)[]): Piece {
  let count = 0;
  let lastDay = Number.NaN;
  for (const place of open.keys()) {
    const day = days[place] ?? null;
    if (day === null) continue;
    count++;
    if (!(lastDay >= day)) lastDay = day;
  }
  return { from, to, days: count, lastDay };
}
