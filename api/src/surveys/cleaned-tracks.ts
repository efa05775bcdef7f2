import { applyCuts, cleanTrack, type SurveyFeature, type TrackPart, trackParts } from '@phen-dau/geodata';
import type { ProposedCut } from './survey-reading.ts';

/** So many are listed; a track with more needs another device, not another click. */
const mostCuts = 500;

interface Cleaned {
  readonly features: readonly SurveyFeature[];
  readonly cuts: readonly ProposedCut[];
}

/**
 * What the tracks of a file would be better without, and the tracks without what a person has taken out of them. Nothing is
 * cut unasked; a cut that is no longer asked for is undone, because the original is read again each time.
 */
export function cleanedTracks(
  features: readonly SurveyFeature[],
  taken: Readonly<Record<string, readonly string[]>> = {},
): Cleaned {
  const cuts: ProposedCut[] = [];
  const cleaned = features.map((feature) => {
    if (feature.kind !== 'track') return feature;
    const wanted = new Set(taken[feature.index]);
    const parts = trackParts(feature);
    const kept = parts.flatMap((part, at) => {
      const found = cleanTrack(part);
      for (const { id, kind, geometry, metres, seconds } of found) {
        if (cuts.length === mostCuts) break;
        const own = `${at}/${id}`;
        cuts.push({
          id: own,
          kind,
          geometry,
          metres,
          seconds,
          feature: feature.index,
          part: at,
          taken: wanted.has(own),
        });
      }
      const asked = wanted.size === 0 ? [] : found.filter(({ id }) => wanted.has(`${at}/${id}`));
      return asked.length > 0 ? applyCuts(part, asked) : [part];
    });
    return wanted.size > 0 ? withParts(feature, kept) : feature;
  });
  return { features: cleaned, cuts };
}

function withParts(feature: SurveyFeature, parts: readonly TrackPart[]): SurveyFeature {
  const fixes = parts.flatMap((part) => part.fixes ?? []);
  const geometry = { type: 'MultiLineString', coordinates: parts.map(({ positions }) => positions) };
  const { fixes: _fixes, ...rest } = feature;
  return { ...rest, geometry, ...(fixes.length === parts.length && { fixes }) };
}
