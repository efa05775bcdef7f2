import type { LineIndex } from '../../measure/line-index.ts';
import { type LinePlace, runsNear } from '../../measure/locate.ts';
import { PreparedTrack, type TrackPart } from '../cleaning/track-cut.ts';

/** A stretch of a known road that was walked, in the order of walking. */
export interface WalkedStretch {
  /** The number the road has in the index. */
  readonly road: number;
  /** Chainage, `from` below `to` whichever way it was walked. */
  readonly fromMetres: number;
  readonly toMetres: number;
  readonly direction: 'forward' | 'backward';
  /** 0 to 1: how near the fixes lay to the road and how well their heading was the road's. */
  readonly confidence: number;
  /** Mean distance of the fixes from the road. */
  readonly offsetMetres: number;
}

/** A run of fixes `from` to `to` of a part, both included. */
export interface TrackRun {
  readonly part: number;
  readonly from: number;
  readonly to: number;
  readonly metres: number;
  /** The part's own, not copies. */
  readonly positions: TrackPart['positions'];
}

export interface TrackMatch {
  readonly stretches: readonly WalkedStretch[];
  /** Walked where no road is known: proposals for new roads. Their ends lie on the roads they leave and reach. */
  readonly unmatched: readonly TrackRun[];
  /** Where the device was silent; nothing is said about what was walked there. */
  readonly gaps: readonly TrackRun[];
}

export interface MatchOptions {
  /** A fix lies on a road within its own accuracy and this. */
  readonly beyondAccuracyMetres: number;
  /** Whatever the device says of its accuracy. */
  readonly mostToleranceMetres: number;
  /** Taken where the device says nothing. */
  readonly usualAccuracyMetres: number;
  /** Headings are compared over steps this long: over shorter ones they are the receiver's noise. */
  readonly stepMetres: number;
  /** The road and the step may point this far apart, degrees. */
  readonly headingDegrees: number;
  readonly gapMetres: number;
  /** Going back this far along a road is a turn. */
  readonly turnMetres: number;
  /** Steps that fit no road are forgiven over this length when the walk goes on along the road behind them. */
  readonly bridgeMetres: number;
  readonly shortestStretchMetres: number;
  readonly shortestNewRoadMetres: number;
}

export const matchDefaults: MatchOptions = {
  beyondAccuracyMetres: 15,
  mostToleranceMetres: 40,
  usualAccuracyMetres: 5,
  stepMetres: 12,
  headingDegrees: 45,
  gapMetres: 100,
  turnMetres: 30,
  bridgeMetres: 40,
  shortestStretchMetres: 25,
  shortestNewRoadMetres: 40,
};

/**
 * Matches a track to known roads, step by step: a step belongs to the road both of whose places go on along it about as far
 * as the step itself. So a road that is only crossed gains nothing, parallel roads are told apart by nearness, the legs of a
 * hairpin by chainage, and where the device was silent the gap stays a gap.
 */
export function matchTrack(parts: readonly TrackPart[], roads: LineIndex, options = matchDefaults): TrackMatch {
  const stretches: WalkedStretch[] = [];
  const unmatched: TrackRun[] = [];
  const gaps: TrackRun[] = [];
  for (const [part, given] of parts.entries()) {
    const track = new PreparedTrack(given);
    for (const { from, to } of spansOf(track, options.gapMetres)) {
      if (from > 0) gaps.push(runOf(track, part, from - 1, from));
      const matched = matchSpan(track, from, to, roads, options);
      stretches.push(...matched.stretches);
      for (const run of matched.unmatched) {
        const found = runOf(track, part, run.from, run.to);
        if (found.metres >= options.shortestNewRoadMetres) unmatched.push(found);
      }
    }
  }
  return { stretches, unmatched, gaps };
}

/** Runs of fixes with no silence between. */
function spansOf(track: PreparedTrack, gapMetres: number): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = [];
  let from = 0;
  for (let at = 1; at <= track.count; at++) {
    if (at < track.count && track.metres(at - 1, at) <= gapMetres) continue;
    spans.push({ from, to: at - 1 });
    from = at;
  }
  return spans;
}

/** A step on a road. */
interface RoadStep {
  readonly road: number;
  readonly start: LinePlace;
  readonly end: LinePlace;
  /** 0 is perfect; compared between roads. */
  readonly cost: number;
}

function matchSpan(track: PreparedTrack, from: number, to: number, roads: LineIndex, options: MatchOptions) {
  const fixes = spacedFixes(track, from, to, options.stepMetres);
  const stretches: WalkedStretch[] = [];
  const unmatched: { from: number; to: number }[] = [];
  let steps: RoadStep[] = [];
  let loose = -1;
  let before = placesAt(track, fixes[0] ?? from, roads, options);
  const close = () => {
    for (const leg of legsOf(steps, options.turnMetres)) {
      const stretch = stretchOf(leg, options);
      if (stretch) stretches.push(stretch);
    }
    steps = [];
  };
  for (let place = 1; place < fixes.length; place++) {
    const [one, other] = [fixes[place - 1] as number, fixes[place] as number];
    const now = placesAt(track, other, roads, options);
    const step = bestStep(before, now, track.metres(one, other), steps.at(-1), options);
    before = now;
    if (!step) {
      if (loose < 0) loose = one;
      continue;
    }
    const last = steps.at(-1);
    // One noisy fix spoils two steps; where the walk goes on along the road behind them, it never left it.
    const bridged = loose >= 0 && last && track.metres(loose, one) <= options.bridgeMetres && goesOn(last, step);
    if (loose >= 0 && !bridged) {
      close();
      unmatched.push({ from: loose, to: one });
    } else if (last && !goesOn(last, step)) close();
    loose = -1;
    steps.push(step);
  }
  close();
  if (loose >= 0) unmatched.push({ from: loose, to });
  return { stretches, unmatched };
}

/** The first and last fix and those between that lie a step apart. */
function spacedFixes(track: PreparedTrack, from: number, to: number, stepMetres: number): number[] {
  const fixes = [from];
  for (let at = from + 1; at <= to; at++) {
    const last = fixes.at(-1) as number;
    const far = track.metres(last, at) >= stepMetres;
    if (far || at === to) fixes.push(at);
  }
  return fixes;
}

interface FixPlaces {
  readonly places: readonly LinePlace[];
  readonly toleranceMetres: number;
}

function placesAt(track: PreparedTrack, at: number, roads: LineIndex, options: MatchOptions): FixPlaces {
  const noted = track.part.fixes?.accuracyMetres[at] ?? Number.NaN;
  const accuracy = noted >= 0 ? noted : options.usualAccuracyMetres;
  const toleranceMetres = Math.min(accuracy + options.beyondAccuracyMetres, options.mostToleranceMetres);
  const position = track.part.positions[at] as readonly [number, number];
  return { places: runsNear(roads, position, toleranceMetres), toleranceMetres };
}

function bestStep(
  before: FixPlaces,
  now: FixPlaces,
  metres: number,
  last: RoadStep | undefined,
  { headingDegrees, stepMetres }: MatchOptions,
): RoadStep | null {
  const tolerance = (before.toleranceMetres + now.toleranceMetres) / 2;
  const least = Math.cos((headingDegrees * Math.PI) / 180);
  let best: RoadStep | null = null;
  for (const start of before.places) {
    for (const end of now.places) {
      if (start.id !== end.id) continue;
      const along = Math.abs(end.chainageMetres - start.chainageMetres);
      // At the end of a road the foot stays where it is while the walker goes on.
      if (along > 1.5 * metres + tolerance || along < least * Math.min(metres, stepMetres)) continue;
      const aside = (start.distanceMetres + end.distanceMetres) / (2 * tolerance);
      const heading = Math.abs(along - metres) / (metres + 1);
      // A road once taken is left only for a clearly better one, or two parallel ones would share the walk by turns.
      const cost = aside + 0.5 * heading - (last?.road === start.id ? 0.25 : 0);
      if (!best || cost < best.cost) best = { road: start.id, start, end, cost };
    }
  }
  return best;
}

/** Whether a step goes on where the last one ended: on the same leg of the same road. */
function goesOn(last: RoadStep, step: RoadStep): boolean {
  return last.road === step.road && Math.abs(step.start.chainageMetres - last.end.chainageMetres) <= 100;
}

/** The steps on one road cut where the walker turned back. Noise steps back too, but never by `turnMetres`. */
function legsOf(steps: readonly RoadStep[], turnMetres: number): RoadStep[][] {
  const legs: RoadStep[][] = [];
  let start = 0;
  let farthest = 0;
  for (const [at, { end }] of steps.entries()) {
    const first = steps[start]?.start.chainageMetres ?? 0;
    const turned = steps[farthest]?.end.chainageMetres ?? 0;
    const away = Math.sign(turned - first) || 1;
    if ((end.chainageMetres - turned) * away > 0 || at === start) farthest = at;
    else if ((turned - end.chainageMetres) * away > turnMetres) {
      legs.push(steps.slice(start, farthest + 1));
      start = farthest + 1;
      farthest = at;
    }
  }
  if (steps.length > start) legs.push(steps.slice(start));
  return legs;
}

function stretchOf(steps: readonly RoadStep[], options: MatchOptions): WalkedStretch | null {
  const [first] = steps;
  if (!first) return null;
  let fromMetres = Number.POSITIVE_INFINITY;
  let toMetres = Number.NEGATIVE_INFINITY;
  let offset = 0;
  let along = 0;
  for (const { start, end } of steps) {
    fromMetres = Math.min(fromMetres, start.chainageMetres, end.chainageMetres);
    toMetres = Math.max(toMetres, start.chainageMetres, end.chainageMetres);
    offset += (start.distanceMetres + end.distanceMetres) / 2;
    along += Math.abs(end.chainageMetres - start.chainageMetres);
  }
  const metres = toMetres - fromMetres;
  const roadMetres = first.start.network.lengthMetres[first.start.line] ?? 0;
  if (metres < options.shortestStretchMetres && metres < roadMetres / 2) return null;
  const offsetMetres = offset / steps.length;
  const nearness = Math.max(0, 1 - offsetMetres / options.mostToleranceMetres);
  // Wandering to and fro makes more steps than stretch.
  const straightness = along > 0 ? Math.min(1, metres / along) : 0;
  const confidence = Math.round(100 * nearness * straightness) / 100;
  return {
    road: first.road,
    fromMetres,
    toMetres,
    direction: (steps.at(-1) ?? first).end.chainageMetres >= first.start.chainageMetres ? 'forward' : 'backward',
    confidence,
    offsetMetres,
  };
}

function runOf(track: PreparedTrack, part: number, from: number, to: number): TrackRun {
  const positions = track.part.positions.slice(from, to + 1);
  let metres = 0;
  for (let at = from; at < to; at++) metres += track.metres(at, at + 1);
  return { part, from, to, metres, positions };
}
