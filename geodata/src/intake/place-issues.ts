import type { Bounds } from '../coordinates/bounds.ts';
import type { Issue } from '../issue.ts';
import { fittingParts, layerGeometry } from '../validate/geometry-shape.ts';
import { Placement } from '../validate/placement.ts';
import type { SurveyFeature } from './survey-reader.ts';

/**
 * What is wrong with places in degrees whatever layer they are for, by the validator's own judgement: no numbers, no degrees,
 * the wrong way round, far from the province. At most one finding a feature; which shapes a layer takes is not asked.
 */
export function placeIssues(features: readonly SurveyFeature[], bounds: Bounds): Issue[] {
  const issues: Issue[] = [];
  const read = features.map(({ geometry, index }) => ({ index, outcomes: outcomesOf(geometry, index) }));
  const placement = new Placement({ bounds });
  issues.push(
    ...placement.mismatchIssues(read.flatMap(({ outcomes }) => outcomes.flatMap(({ geometry }) => geometry ?? []))),
  );
  for (const { index, outcomes } of read) {
    const found: Issue[] = [];
    for (const { geometry, issue } of outcomes) {
      if (geometry) placement.placed(geometry, index, found);
      else found.push(issue);
    }
    issues.push(...found.slice(0, 1));
  }
  return issues;
}

/** Its points, lines and areas, each as a layer of such has them. */
const outcomesOf = (geometry: unknown, feature: number) => [
  ...fittingParts(geometry, 'Point').map((coordinates) =>
    layerGeometry({ type: 'Point', coordinates }, 'Point', feature),
  ),
  ...(['MultiLineString', 'MultiPolygon'] as const).flatMap((type) => {
    const coordinates = fittingParts(geometry, type);
    return coordinates.length > 0 ? [layerGeometry({ type, coordinates }, type, feature)] : [];
  }),
];
