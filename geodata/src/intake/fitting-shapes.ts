import type { Layer } from '../layer.ts';
import { fittingParts, isOfType } from '../validate/geometry-shape.ts';
import type { SurveyContent } from './read-survey.ts';
import type { SurveyFeature } from './survey-reader.ts';

/** What of a feature is taken when its shape is not the layer's. */
export const fittingShapes = { Point: 'points', MultiLineString: 'lines', MultiPolygon: 'areas' } as const;

/**
 * The content with only the layer's shapes of the features that are wanted so: the lines of a line with a point beside it, of
 * several points one feature each. The first keeps the feature's number, the others have numbers behind all of the file, and
 * the same ones whichever features are wanted: decisions about them are remembered by number.
 */
export function withFittingShapes(
  content: SurveyContent,
  { geometry: wanted }: Layer,
  isWanted: (feature: number) => boolean,
): SurveyContent {
  let next = numberBehind(content);
  const more: SurveyFeature[] = [];
  const features = content.features.map((feature) => {
    const parts = partsToTake(feature, wanted);
    if (parts.length === 0) return feature;
    const [first, ...others] = wanted === 'Point' ? parts : [parts];
    const numbered = others.map((part) => ({ part, index: next++ }));
    if (!isWanted(feature.index)) return feature;
    // Times belong to the one line there was; beside the line of a collection they cannot be told to stand.
    const { fixes: _, ...rest } = feature;
    const taken = (coordinates: unknown): SurveyFeature => ({ ...rest, geometry: { type: wanted, coordinates } });
    for (const { part, index } of numbered) more.push({ ...taken(part), index, id: null });
    return taken(first);
  });
  return more.length === 0 && features.every((feature, at) => feature === content.features[at])
    ? content
    : { ...content, features: [...features, ...more] };
}

/** None of what fits as it is, and none where nothing fits. */
function partsToTake({ geometry }: SurveyFeature, wanted: Layer['geometry']): unknown[] {
  if (isOfType(geometry, wanted) && wanted !== 'Point') return [];
  const parts = fittingParts(geometry, wanted);
  return isOfType(geometry, wanted) && parts.length < 2 ? [] : parts;
}

/** Greater than every number of a feature in the file, of those that could not be read too. */
export function numberBehind({ features, issues }: Pick<SurveyContent, 'features' | 'issues'>): number {
  let most = -1;
  for (const { index } of features) most = Math.max(most, index);
  for (const { feature = -1 } of issues) most = Math.max(most, feature);
  return most + 1;
}
