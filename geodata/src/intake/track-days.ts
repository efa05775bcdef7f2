import type { Issue } from '../issue.ts';
import { measureDefaults } from '../measure/parameters.ts';
import { longestAscending } from './cleaning/time-order.ts';
import type { TrackPart } from './cleaning/track-cut.ts';
import { numberBehind } from './fitting-shapes.ts';
import type { SurveyContent } from './read-survey.ts';
import type { SurveyFeature, TrackFixes } from './survey-reader.ts';
import { trackParts } from './track-parts.ts';

interface DayOptions {
  /** Field -> column of the file, as its author mapped them. */
  readonly map?: Readonly<Record<string, string>> | undefined;
  /** Minutes the local day is ahead of UTC; Viet Nam's when absent. */
  readonly minutesEast?: number;
}

/** A clock that shows more days has run wild; such a track stays whole, for the cleaning to show. */
const mostDays = 366;

/**
 * A file of tracks with one track a local day: visits and hours belong to days, nights are no hours, and no line is drawn over
 * midnight. The first day keeps the feature's number in the file, the others get numbers behind all; the days of one track
 * share a patrol code (its first moment, where the file gives none), so that one patrol stays one. A track without times, or
 * with times for fewer than half of its fixes, stays as it is: it is walked on the day it began.
 */
export function tracksByDay(
  content: SurveyContent,
  { map, minutesEast = measureDefaults.dayStartsMinutesEast }: DayOptions = {},
): SurveyContent {
  const column = (field: string) => map?.[field] ?? field;
  const local = (moment: number) => localText(moment, minutesEast);
  const first: SurveyFeature[] = [];
  const later: SurveyFeature[] = [];
  const issues: Issue[] = [];
  let next = numberBehind(content);
  for (const feature of content.features) {
    const { days, single } = daysOf(feature, minutesEast);
    const [start] = days;
    const end = days.at(-1);
    const said = { severity: start ? 'warning' : 'error', feature: feature.index } as const;
    if (single > 0) issues.push({ ...said, code: 'track-parts-single', context: { count: single } });
    if (!start || !end || (days.length === 1 && single === 0)) {
      if (single === 0) first.push(feature);
      continue;
    }
    const shared: Record<string, unknown> = { ...feature.properties };
    if (days.length > 1) {
      const code = column('patrol_code');
      if ((shared[code] ?? '') === '') shared[code] = patrolCodeAt(start.from, minutesEast);
      const context = { count: days.length, from: local(start.from).slice(0, 10), to: local(end.from).slice(0, 10) };
      issues.push({ ...said, code: 'track-days', context });
    }
    for (const { parts, from, to } of days) {
      const moments = { [column('started_at')]: isoMoment(from), [column('ended_at')]: isoMoment(to) };
      const { fixes: _, ...rest } = feature;
      const made = { ...rest, ...shapeOf(parts), properties: { ...shared, ...moments } };
      if (from === start.from) first.push(made);
      else later.push({ ...made, index: next++, id: null });
    }
  }
  if (issues.length === 0) return content;
  return { ...content, features: [...first, ...later], issues: [...content.issues, ...issues] };
}

interface TrackDay {
  readonly parts: TrackPart[];
  /** First and last moment, milliseconds since 1970-01-01 UTC. */
  from: number;
  to: number;
}

/** The days of a track in their order, none where times tell none; and how many fixes stand alone in theirs, so make no line. */
function daysOf(feature: SurveyFeature, minutesEast: number): { readonly days: TrackDay[]; readonly single: number } {
  const parts = trackParts(feature);
  const times = parts.map(({ fixes, positions }) => timesInOrder(fixes, positions.length));
  const dayOf = (moment: number) => Math.floor((moment / 60_000 + minutesEast) / 1440);
  const byDay = new Map<number, TrackDay>();
  let single = 0;
  let before = dayOf(times.map((ofPart) => ofPart.find(isKnown)).find((time) => time !== undefined) ?? Number.NaN);
  const last = times.map((ofPart) => ofPart.findLast(isKnown)).filter((time) => time !== undefined);
  // Nearly every track is of one day: then nothing is looked at fix by fix.
  if (Number.isNaN(before) || last.every((time) => dayOf(time) === before)) return { days: [], single };
  for (const [number, part] of parts.entries()) {
    const ofPart = times[number] as Float64Array;
    // What comes before its part's first moment belongs to that one's day, what comes between two to the earlier's.
    let day = dayOf(ofPart.find(isKnown) ?? Number.NaN);
    if (Number.isNaN(day)) day = before;
    // With times here and there nobody knows where on the line midnight was.
    const tellsDays = 2 * ofPart.filter(isKnown).length >= ofPart.length;
    const days = Array.from(ofPart, (moment) => {
      if (tellsDays && isKnown(moment)) day = dayOf(moment);
      return day;
    });
    before = day;
    for (const [from, to] of runsOf(days)) {
      const moments = ofPart.subarray(from, to).filter(isKnown);
      const ofDay = byDay.get(days[from] as number) ?? {
        parts: [],
        from: Number.POSITIVE_INFINITY,
        to: Number.NEGATIVE_INFINITY,
      };
      byDay.set(days[from] as number, ofDay);
      ofDay.from = Math.min(ofDay.from, moments[0] ?? Number.POSITIVE_INFINITY);
      ofDay.to = Math.max(ofDay.to, moments.at(-1) ?? Number.NEGATIVE_INFINITY);
      if (to - from > 1) ofDay.parts.push(pieceOf(part, from, to));
      else single++;
    }
  }
  if (byDay.size > mostDays) return { days: [], single: 0 };
  const ordered = [...byDay].sort(([a], [b]) => a - b).map(([, day]) => day);
  return { days: ordered.filter(({ parts: { length } }) => length > 0), single };
}

const isoMoment = (milliseconds: number) => new Date(milliseconds).toISOString();
/** Beyond year 9999 no column takes a moment. NaN is no moment either. */
const isKnown = (moment: number) => Math.abs(moment) < 253_402_200_000_000;

/** The moment of each fix; NaN of those out of order, which the cleaning proposes to cut: they stay with their neighbours. */
function timesInOrder(fixes: TrackFixes | undefined, count: number): Float64Array {
  if (fixes && isAscending(fixes.times)) return fixes.times;
  const times = new Float64Array(count).fill(Number.NaN);
  if (!fixes) return times;
  const timed = [...fixes.times.keys()].filter((at) => isKnown(fixes.times[at] as number));
  for (const place of longestAscending(timed.map((at) => fixes.times[at] as number))) {
    const at = timed[place] as number;
    times[at] = fixes.times[at] as number;
  }
  return times;
}

function isAscending(times: Float64Array): boolean {
  let before = Number.NEGATIVE_INFINITY;
  for (const time of times) {
    if (!isKnown(time) || time < before) return false;
    before = time;
  }
  return true;
}

/** `[from, to)` of each run of one value. */
function* runsOf(values: readonly number[]): Generator<[number, number]> {
  let from = 0;
  for (let at = 1; at <= values.length; at++) {
    if (values[at] === values[from]) continue;
    yield [from, at];
    from = at;
  }
}

function pieceOf({ positions, fixes }: TrackPart, from: number, to: number): TrackPart {
  if (!fixes) return { positions: positions.slice(from, to) };
  const { times, elevationsMetres, accuracyMetres } = fixes;
  return {
    positions: positions.slice(from, to),
    fixes: {
      times: times.subarray(from, to),
      elevationsMetres: elevationsMetres.subarray(from, to),
      accuracyMetres: accuracyMetres.subarray(from, to),
    },
  };
}

function shapeOf(parts: readonly TrackPart[]): Pick<SurveyFeature, 'geometry' | 'fixes'> {
  const lines = parts.map(({ positions }) => positions);
  const fixes = parts.flatMap((part) => part.fixes ?? []);
  const geometry =
    lines.length === 1
      ? { type: 'LineString', coordinates: lines[0] }
      : { type: 'MultiLineString', coordinates: lines };
  return { geometry, ...(fixes.length === parts.length && { fixes }) };
}

/** The code of a patrol that nobody gave one: the moment it set out, local time. */
export const patrolCodeAt = (moment: number, minutesEast = measureDefaults.dayStartsMinutesEast): string =>
  localText(moment, minutesEast);

/** `YYYY-MM-DD hh:mm:ss`, local time. */
const localText = (moment: number, minutesEast: number) =>
  new Date(moment + minutesEast * 60_000).toISOString().slice(0, 19).replace('T', ' ');
