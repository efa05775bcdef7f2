import {
  applyCuts,
  type CleaningThresholds,
  cleaningDefaults,
  cleanTrack,
  type Layer,
  type SurveyFeature,
  type TrackCut,
  type TrackPart,
  trackParts,
} from '@phen-dau/geodata';
import type { SurveyInstructions } from './instructions.ts';
import type { ProposedCut } from './survey-reading.ts';

/** So many are listed; a track with more needs another device, not another click. */
const mostCuts = 500;

interface Cleaned {
  readonly features: readonly SurveyFeature[];
  readonly cuts: readonly ProposedCut[];
  /** How many there are, listed or not. */
  readonly cutCount: number;
}

/**
 * Whether a feature was walked: its device says so, or it has times, or it is sent as a walk, whatever wrote the file. What
 * somebody drew on purpose, a route or a road, is not cleaned.
 */
const isWalk = ({ kind, fixes }: SurveyFeature, layer: Layer) =>
  kind !== 'route' && (kind === 'track' || fixes !== undefined || layer.id === 'survey-track');

/**
 * What the tracks of a file would be better without, and the tracks without what a person has taken out of them. Until one
 * has said what they want of a track, it goes without the fixes that its own device calls inaccurate, unless nothing would be
 * left; nothing else is cut unasked. A cut that is no longer asked for is undone, because the original is read again each time.
 */
export function cleanedTracks(
  features: readonly SurveyFeature[],
  layer: Layer,
  { cuts: taken = {}, cleaning }: Pick<SurveyInstructions, 'cuts' | 'cleaning'>,
): Cleaned {
  const thresholds: CleaningThresholds = { ...cleaningDefaults, ...cleaning };
  const cuts: ProposedCut[] = [];
  let cutCount = 0;
  const cleaned = features.map((feature) => {
    if (!isWalk(feature, layer)) return feature;
    const parts = trackParts(feature);
    // A part that is no line is for the validator to find, not to be lost on the way.
    if (parts.length !== lineCount(feature)) return feature;
    const found = parts.map((part) => cleanTrack(part, thresholds));
    for (const ofPart of found) cutCount += ofPart.length;
    const said = taken[feature.index];
    const wanted = said && new Set(said);
    const goesUnasked = wanted === undefined && isLeftWithout(parts, found);
    let isCut = false;
    const kept = parts.flatMap((part, at) => {
      const asked = found[at]?.filter((cut) => {
        const { id, kind, geometry, metres, seconds } = cut;
        const own = `${at}/${id}`;
        const isListed = cuts.length < mostCuts;
        // What no list shows nobody can have wanted: it goes with the others of its kind.
        const isWanted = wanted && (wanted.has(own) || (!isListed && wanted.size > 0 && isDoubted(cut)));
        const isTaken = isWanted ?? (goesUnasked && isDoubted(cut));
        if (isListed)
          cuts.push({ id: own, kind, geometry, metres, seconds, feature: feature.index, part: at, taken: isTaken });
        return isTaken;
      });
      if (!asked?.length) return [part];
      isCut = true;
      return applyCuts(part, asked);
    });
    return isCut ? withParts(feature, kept) : feature;
  });
  return { features: cleaned, cuts, cutCount };
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
