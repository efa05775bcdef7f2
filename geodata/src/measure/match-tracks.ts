import type { LineIndex } from './line-index.ts';
import { type LinePlace, runsNear } from './locate.ts';
import type { MeasureParameters } from './parameters.ts';
import { positionStride, preparePlaces, separationMetres } from './positions.ts';
import type { TrackWork } from './works.ts';

/** First and last local day of a period, days since 1970-01-01, both included; null: open on that side. */
export interface Period {
  readonly from: number | null;
  readonly to: number | null;
}

/** The local day of a moment, days since 1970-01-01; null for no moment, or one that cannot be read. */
export function localDay(moment: string | null, minutesEast: number): number | null {
  if (moment === null) return null;
  const milliseconds = Date.parse(moment);
  return Number.isNaN(milliseconds) ? null : Math.floor((milliseconds / 60_000 + minutesEast) / 1440);
}

/** Whether a day is in a period. A track without a date is in no period, unless the period is open on both sides. */
export function isInPeriod(day: number | null, { from, to }: Period): boolean {
  if (day === null) return from === null && to === null;
  return (from === null || day >= from) && (to === null || day <= to);
}

/**
 * The stretches `[road, from, to]` a march covers. Two neighbouring fixes cover the road between them when both lie on it and
 * the road between is not much longer than the step: so a road that is only crossed gains nothing, the legs of a hairpin
 * are told apart, and where the march left the road, or the device was silent, a hole stays a hole.
 */
export function matchMarch(
  fixes: readonly (readonly number[])[],
  roads: LineIndex,
  { matchMetres, rivalMetres, fixGapMetres }: MeasureParameters,
): [number, number, number][] {
  const { values, count } = preparePlaces(fixes);
  const walked: [number, number, number][] = [];
  let before: LinePlace[] = [];
  for (let fix = 0; fix < count; fix++) {
    const now = candidatesAt(fixes[fix] as readonly number[], roads, matchMetres, rivalMetres);
    if (fix > 0 && before.length > 0 && now.length > 0) {
      const step = separationMetres(values, fix - 1, values, fix);
      if (step <= fixGapMetres) walked.push(...joinFixes(before, now, 1.5 * step + 2 * matchMetres));
    }
    before = now;
  }
  return walked;
}

function candidatesAt(fix: readonly number[], roads: LineIndex, matchMetres: number, rivalMetres: number): LinePlace[] {
  const places = runsNear(roads, fix, matchMetres);
  const least = Math.min(...places.map(({ distanceMetres }) => distanceMetres));
  return places.filter(({ distanceMetres }) => distanceMetres <= least + rivalMetres);
}

/** One stretch for each road both fixes lie on: between the nearest pair of places that are not too far apart on the road. */
function joinFixes(
  before: readonly LinePlace[],
  now: readonly LinePlace[],
  mostMetres: number,
): [number, number, number][] {
  const best = new Map<number, { from: number; to: number; offsets: number }>();
  for (const a of before) {
    for (const b of now) {
      if (a.id !== b.id || Math.abs(a.chainageMetres - b.chainageMetres) > mostMetres) continue;
      const offsets = a.distanceMetres + b.distanceMetres;
      if (offsets >= (best.get(a.id)?.offsets ?? Number.POSITIVE_INFINITY)) continue;
      const [from, to] = [a.chainageMetres, b.chainageMetres];
      best.set(a.id, { from: Math.min(from, to), to: Math.max(from, to), offsets });
    }
  }
  return [...best].map(([road, { from, to }]) => [road, from, to]);
}

/** The length of a march: the sum of its steps, those across a silence left out. Parts are never joined. Metres. */
export function marchMetres(track: Pick<TrackWork, 'parts'>, fixGapMetres: number): number {
  let metres = 0;
  for (const part of track.parts) {
    const { values } = preparePlaces(part);
    for (let fix = 0; fix + 1 < values.length / positionStride; fix++) {
      const step = separationMetres(values, fix, values, fix + 1);
      if (step <= fixGapMetres) metres += step;
    }
  }
  return metres;
}
