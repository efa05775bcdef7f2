import {
  compareWalks,
  type Layer,
  type TrackFixes,
  trackParts,
  type WalkSummary,
  walkSummary,
} from '@phen-dau/geodata';
import type { Repeat, StagedFeature, StagedWalk } from './survey-reading.ts';

/** A walk of another survey. */
export interface EarlierWalk {
  readonly survey: string;
  /** Its place in that survey's file. */
  readonly feature: number;
  readonly summary: WalkSummary;
}

/** A file with more tracks is a collection, and each of its tracks is looked at by its reviewer anyway. */
const mostWalks = 100;
/** A comparison takes a millisecond; a file that lies on a thousand others must not take the thread for minutes. */
const mostComparisons = 2_000;
const mostRepeats = 20;

/** What the tracks of a survey are recognised by; nothing for other layers. */
export function walksOf(
  layer: Layer,
  features: readonly StagedFeature[],
  noted: ReadonlyMap<number, readonly TrackFixes[]>,
): StagedWalk[] {
  if (layer.id !== 'survey-track') return [];
  return features.slice(0, mostWalks).flatMap(({ index, geometry }) => {
    const fixes = noted.get(index);
    const summary = walkSummary(trackParts({ geometry, ...(fixes && { fixes }) }));
    return summary ? [{ feature: index, summary }] : [];
  });
}

/** The earlier surveys of which walks are here again, the likeliest first. */
export function repeatedWalks(walks: readonly StagedWalk[], earlier: readonly EarlierWalk[]): Repeat[] {
  const found = new Map<string, Map<number, { readonly of: number; readonly similarity: number }>>();
  let left = mostComparisons;
  for (const { feature, summary } of walks) {
    for (const { survey, feature: of, summary: other } of earlier) {
      if (left-- <= 0) break;
      const { kind, similarity } = compareWalks(summary, other);
      if (kind !== 'same-walk') continue;
      const ofSurvey = found.get(survey) ?? new Map();
      found.set(survey, ofSurvey);
      if (similarity > (ofSurvey.get(feature)?.similarity ?? 0)) ofSurvey.set(feature, { of, similarity });
    }
  }
  return [...found]
    .map(([survey, alike]): Repeat => {
      const likenesses = [...alike.values()];
      const similarity = Math.max(...likenesses.map((each) => each.similarity));
      return {
        ...{ survey, kind: 'same-walk', similarity, features: [...alike.keys()] },
        alike: likenesses.map((each) => each.of),
      };
    })
    .sort((one, other) => other.similarity - one.similarity)
    .slice(0, mostRepeats);
}
