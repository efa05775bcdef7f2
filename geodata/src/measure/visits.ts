import { coveredMetres } from './gaps.ts';
import type { IntervalTable } from './intervals.ts';

/** A stretch of a line somebody covered. `day` counts days since 1970-01-01; null without a date. */
export interface DayStretch {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly day: number | null;
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

/** Counts the distinct days on which each stretch was covered. Stretches of one day count once, in whatever number. */
export function countVisits(lines: number, stretches: readonly DayStretch[]): VisitTable {
  const days = [...new Set(stretches.map(({ day }) => day))].sort((a, b) => (a ?? noDay) - (b ?? noDay));
  const rank = new Map(days.map((day, index) => [day, index]));
  const ends: End[][] = Array.from({ length: lines }, () => []);
  for (const { line, from, to, day } of stretches) {
    const place = rank.get(day) ?? 0;
    ends[line]?.push({ at: from, day: place, step: 1 }, { at: to, day: place, step: -1 });
  }
  const starts = new Uint32Array(lines + 1);
  const from: number[] = [];
  const to: number[] = [];
  const counts: number[] = [];
  const last: number[] = [];
  for (let line = 0; line < lines; line++) {
    const first = from.length;
    for (const piece of piecesOf(ends[line] ?? [], days)) {
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

/** How long ago what was visited was visited last, weighed by metres; undated visits are in none of it. */
export interface VisitRecency {
  /** Half of the length with a dated visit was visited so many days ago or less; null when none has one. */
  readonly medianDays: number | null;
  /** Days since the last visit of the stretch visited longest ago; null when none has a date. */
  readonly mostDays: number | null;
  /** Metres whose last visit is at most so many days ago. */
  readonly within: readonly { readonly days: number; readonly metres: number }[];
}

/** Last visits within a week, a month and a quarter are told apart. */
const recencyDays = [7, 30, 90] as const;

/** Recency as of `today` (days since 1970-01-01); a visit after it is of today. */
export function visitRecency(visits: VisitTable, today: number): VisitRecency {
  const dated = Array.from(visits.lastDay, (day, index) => ({
    days: Math.max(0, today - day),
    metres: (visits.to[index] as number) - (visits.from[index] as number),
  }))
    .filter(({ days }) => !Number.isNaN(days))
    .sort((a, b) => a.days - b.days);
  const half = dated.reduce((sum, { metres }) => sum + metres, 0) / 2;
  let reached = 0;
  const median = dated.find(({ metres }) => {
    reached += metres;
    return reached >= half;
  });
  return {
    medianDays: median?.days ?? null,
    mostDays: dated.at(-1)?.days ?? null,
    within: recencyDays.map((days) => ({ days, metres: sumOf(coveredMetres(visitedSince(visits, today, days))) })),
  };
}

const sumOf = (metres: Float64Array) => metres.reduce((sum, each) => sum + each, 0);

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

/** Stretches without a date come before every day. */
const noDay = Number.NEGATIVE_INFINITY;

/** Where a stretch begins or ends; `day` is its place among the days. */
interface End {
  readonly at: number;
  readonly day: number;
  readonly step: 1 | -1;
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly days: number;
  readonly lastDay: number;
}

/** Sweeps along one line: the pieces between ends of stretches, each with the days that cover it. */
function* piecesOf(ends: End[], days: readonly (number | null)[]): Generator<Piece> {
  ends.sort((a, b) => a.at - b.at || b.step - a.step);
  const open = new Map<number, number>();
  let reached = 0;
  let dated = 0;
  let last = -1;
  for (const { at, day, step } of ends) {
    if (open.size > 0 && at > reached) yield { from: reached, to: at, days: dated, lastDay: days[last] ?? Number.NaN };
    reached = at;
    const stretches = (open.get(day) ?? 0) + step;
    if (stretches > 0) open.set(day, stretches);
    else open.delete(day);
    const isDated = days[day] !== null;
    if (step === 1 && stretches === 1) {
      if (isDated) dated++;
      last = Math.max(last, day);
    } else if (stretches === 0) {
      if (isDated) dated--;
      // Days close in any order, so the last one still open is looked for.
      if (day === last) last = Math.max(-1, ...open.keys());
    }
  }
}
