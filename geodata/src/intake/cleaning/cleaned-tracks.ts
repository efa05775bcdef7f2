import type { Layer } from '../../layer.ts';
import { partsLengthMetres } from '../../measure/parts-length.ts';
import type { TrackFaults } from '../rules/rule.ts';
import type { SurveyFeature } from '../survey-reader.ts';
import { trackParts } from '../track-parts.ts';
import { applyCuts, cleanTrack } from './clean-track.ts';
import { type CleaningThresholds, cleaningDefaults, type TrackCut, type TrackPart } from './track-cut.ts';

/** Something a track would be better without, for drawing; `taken` when the track goes without it. */
export interface ProposedCut extends Pick<TrackCut, 'id' | 'kind' | 'geometry' | 'metres' | 'seconds'> {
  /** The feature's place in the file, and which of its parts. */
  readonly feature: number;
  readonly part: number;
  readonly taken: boolean;
}

/** Stands for every cut of a track. */
export const allCuts = '*';

/** What a person decided about cutting. */
interface CuttingInstructions {
  /** By feature: all cuts that are wanted, `allCuts` for every one, none for a track as it is. */
  readonly cuts?: Readonly<Record<string, readonly string[]>>;
  readonly cleaning?: Partial<CleaningThresholds>;
}

/** So many are listed; a track with more needs another device, not another click. */
const mostCuts = 500;

interface Cleaned {
  readonly features: readonly SurveyFeature[];
  readonly cuts: readonly ProposedCut[];
  /** How many there are, listed or not. */
  readonly cutCount: number;
  /** By the feature's place in the file, what its track would be better without and still has. */
  readonly faults: ReadonlyMap<number, TrackFaults>;
}

/**
 * Whether a feature was walked: its device says so, or it has times, or it is sent as a walk, whatever wrote the file. What
 * somebody drew on purpose, a route or a road, is not cleaned.
 */
const isWalk = ({ kind, fixes }: SurveyFeature, layer: Layer | undefined) =>
  kind !== 'route' && (kind === 'track' || fixes !== undefined || layer?.id === 'survey-track');

/**
 * What the tracks of a file would be better without, and the tracks without what a person has taken out of them. Until one
 * has said what they want of a track, it goes without the fixes that its own device calls inaccurate, unless nothing would be
 * left; nothing else is cut unasked. A cut that is no longer asked for is undone, because the original is read again each time.
 */
export function cleanedTracks(
  features: readonly SurveyFeature[],
  layer: Layer | undefined,
  { cuts: taken = {}, cleaning }: CuttingInstructions = {},
): Cleaned {
  const thresholds: CleaningThresholds = { ...cleaningDefaults, ...cleaning };
  const cuts: ProposedCut[] = [];
  let cutCount = 0;
  const faults = new Map<number, TrackFaults>();
  const cleaned = features.map((feature) => {
    if (!isWalk(feature, layer)) return feature;
    const parts = trackParts(feature);
    // A part that is no line is for the validator to find, not to be lost on the way.
    if (parts.length !== lineCount(feature)) return feature;
    const found = parts.map((part) => cleanTrack(part, thresholds));
    for (const ofPart of found) cutCount += ofPart.length;
    const said = taken[feature.index];
    const wanted = said && new Set(said);
    const isLeft = isLeftWithout(parts, found);
    const goesUnasked = wanted === undefined && isLeft;
    const mayGo = (cut: TrackCut) => isLeft || !isDoubted(cut);
    const left: TrackCut[] = [];
    let isCut = false;
    const kept = parts.flatMap((part, at) => {
      const asked = found[at]?.filter((cut) => {
        const { id, kind, geometry, metres, seconds } = cut;
        const own = `${at}/${id}`;
        const isListed = cuts.length < mostCuts;
        // What no list shows nobody can have wanted: it goes with the others of its kind.
        const isWanted =
          wanted &&
          ((wanted.has(allCuts) && mayGo(cut)) || wanted.has(own) || (!isListed && wanted.size > 0 && isDoubted(cut)));
        const isTaken = isWanted ?? (goesUnasked && isDoubted(cut));
        if (isListed)
          cuts.push({ id: own, kind, geometry, metres, seconds, feature: feature.index, part: at, taken: isTaken });
        if (!isTaken && mayGo(cut)) left.push(cut);
        return isTaken;
      });
      if (!asked?.length) return [part];
      isCut = true;
      return applyCuts(part, asked);
    });
    if (left.length > 0) {
      const best = parts.flatMap((part, at) => applyCuts(part, found[at]?.filter(mayGo) ?? []));
      const fault = best.length > 0 && faultsOf(left, kept, best);
      if (fault) faults.set(feature.index, fault);
    }
    return isCut ? withParts(feature, kept) : feature;
  });
  return { features: cleaned, cuts, cutCount, faults };
}

/** Tells how long a track is with the cuts it has not been given, and without. */
function faultsOf(left: readonly TrackCut[], kept: readonly TrackPart[], best: readonly TrackPart[]): TrackFaults {
  const metresOf = (parts: readonly TrackPart[]) => partsLengthMetres(parts.map(({ positions }) => positions));
  const jumps = left.filter(({ kind }) => kind === 'jump');
  const { geometry } = (jumps[0] ?? left[0]) as TrackCut;
  const [longitude = 0, latitude = 0] =
    geometry.type === 'Point' ? geometry.coordinates : (geometry.coordinates[1] ?? geometry.coordinates[0] ?? []);
  return {
    ...{ count: left.length, jumps: jumps.length, place: [longitude, latitude] },
    ...{ metres: metresOf(kept), metresWithout: metresOf(best) },
  };
}

const isDoubted = ({ kind }: TrackCut) => kind === 'inaccurate';

/** Whether a line remains without what its device doubts: the only record of a walk is better than none. */
function isLeftWithout(parts: readonly TrackPart[], found: readonly (readonly TrackCut[])[]): boolean {
  const doubted = found.map((cuts) => cuts.filter(isDoubted));
  if (doubted.some((cuts) => cuts.length === 0)) return true;
  return parts.some((part, at) => applyCuts(part, doubted[at] ?? []).length > 0);
}

function lineCount({ geometry }: SurveyFeature): number {
  const { type, coordinates } = geometry as { type: string; coordinates?: unknown };
  return type === 'MultiLineString' && Array.isArray(coordinates) ? coordinates.length : Number(type === 'LineString');
}

function withParts(feature: SurveyFeature, parts: readonly TrackPart[]): SurveyFeature {
  const fixes = parts.flatMap((part) => part.fixes ?? []);
  const geometry = { type: 'MultiLineString', coordinates: parts.map(({ positions }) => positions) };
  const { fixes: _fixes, ...rest } = feature;
  return { ...rest, geometry, ...(fixes.length === parts.length && { fixes }) };
}
