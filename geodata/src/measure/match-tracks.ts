import { placeNumber } from './junctions.ts';
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

/** A stretch of a road: its number, and metres from its start. */
type Stretch = readonly [road: number, fromMetres: number, toMetres: number];

/**
 * The stretches a march covers. Two neighbouring fixes cover the road between them when both lie on it, or on two roads that
 * share a vertex (`junctions.ts`), and the way along them is not much longer than the step: so a road that is only crossed gains
 * nothing, the legs of a hairpin are told apart, it is all one whether a road is drawn in one piece or in two and where a ring
 * begins, and where the march left the road, or the device was silent, a hole stays a hole. Of two shared vertices in one step
 * the second is not looked for.
 */
export function matchMarch(
  fixes: readonly (readonly number[])[],
  roads: LineIndex,
  { matchMetres, rivalMetres, fixGapMetres }: MeasureParameters,
): Stretch[] {
  const { values, count } = preparePlaces(fixes);
  const walked: Stretch[] = [];
  let before: LinePlace[] = [];
  for (let fix = 0; fix < count; fix++) {
    const now = candidatesAt(fixes[fix] as readonly number[], roads, matchMetres, rivalMetres);
    if (fix > 0 && before.length > 0 && now.length > 0) {
      const step = separationMetres(values, fix - 1, values, fix);
      if (step <= fixGapMetres) walked.push(...joinFixes(before, now, step, matchMetres));
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

interface Way {
  readonly metres: number;
  readonly stretches: readonly Stretch[];
}

/**
 * What was walked between two fixes: on each road both lie on the way between the nearest pair of places that are not too far
 * apart on it; and from one road to another where such a pair is nearer to the fixes than any on either road by itself.
 */
function joinFixes(
  before: readonly LinePlace[],
  now: readonly LinePlace[],
  step: number,
  matchMetres: number,
): Stretch[] {
  const best = new Map<string, { readonly offsets: number; readonly way: Way }>();
  const offsetsOn = (one: number, other: number) => best.get(keyOf(one, other))?.offsets ?? Number.POSITIVE_INFINITY;
  const join = (a: LinePlace, b: LinePlace) => {
    const offsets = a.distanceMetres + b.distanceMetres;
    const [one, other] = [Math.min(a.id, b.id), Math.max(a.id, b.id)];
    if (offsets >= Math.min(offsetsOn(one, one), offsetsOn(other, other), offsetsOn(one, other))) return;
    const way = wayBetween(a, b, step + 2 * matchMetres, 1.5 * step + 2 * matchMetres);
    if (way) best.set(keyOf(one, other), { offsets, way });
  };
  for (const a of before) for (const b of now) if (a.id === b.id) join(a, b);
  for (const a of before) for (const b of now) if (a.id !== b.id) join(a, b);
  return [...best.values()].flatMap(({ way }) => way.stretches);
}

const keyOf = (x: number, y: number) => `${x} ${y}`;

/**
 * The way between two places of at most `mostMetres`: along their road, or over a vertex that their roads share. Along one road
 * a way of `likelyMetres` is not asked to be shorter: only a ring or a loop could have one.
 */
function wayBetween(a: LinePlace, b: LinePlace, likelyMetres: number, mostMetres: number): Way | null {
  const [from, to] = [a.chainageMetres, b.chainageMetres];
  const along = a.id === b.id ? Math.abs(from - to) : Number.POSITIVE_INFINITY;
  if (along <= likelyMetres) return { metres: along, stretches: [stretch(a.id, from, to)] };
  let way: Way | null = along <= mostMetres ? { metres: along, stretches: [stretch(a.id, from, to)] } : null;
  const there = verticesAround(b, mostMetres);
  for (const [vertex, { metres, chainageMetres }] of verticesAround(a, mostMetres)) {
    const other = there.get(vertex);
    const whole = metres + (other?.metres ?? Number.POSITIVE_INFINITY);
    if (!other || whole > mostMetres || whole >= (way?.metres ?? Number.POSITIVE_INFINITY)) continue;
    const stretches = [stretch(a.id, from, chainageMetres), stretch(b.id, other.chainageMetres, to)];
    way = { metres: whole, stretches };
  }
  return way;
}

const stretch = (road: number, one: number, other: number): Stretch => [
  road,
  Math.min(one, other),
  Math.max(one, other),
];

/** The vertices within so many metres of a place along its part of the road, by where they are; of two at one place (a ring's
 * ends) the nearer. */
function verticesAround({ network, vertex, chainageMetres: here }: LinePlace, mostMetres: number) {
  const { degrees, chainage, startsSegment } = network;
  const found = new Map<string, { readonly metres: number; readonly chainageMetres: number }>();
  const reaches = (at: number): boolean => {
    const chainageMetres = chainage[at] as number;
    const metres = Math.abs(chainageMetres - here);
    if (metres > mostMetres) return false;
    const key = keyOf(placeNumber(degrees[2 * at] as number), placeNumber(degrees[2 * at + 1] as number));
    if (metres < (found.get(key)?.metres ?? Number.POSITIVE_INFINITY)) found.set(key, { metres, chainageMetres });
    return true;
  };
  for (let at = vertex; reaches(at) && startsSegment[at - 1] === 1; at--);
  for (let at = vertex + 1; reaches(at) && startsSegment[at] === 1; at++);
  return found;
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
