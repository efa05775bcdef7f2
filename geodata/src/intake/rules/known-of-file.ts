import { isOfType } from '../../validate/geometry-shape.ts';
import { statedAccuracyMetres } from '../stated-accuracy.ts';
import type { SurveyFeature } from '../survey-reader.ts';
import type { RuleFeature, TrackFaults } from './rule.ts';

/** What rules ask and only the file tells, by the features' places in it. */
export interface KnownOfFile {
  readonly faults: ReadonlyMap<number, TrackFaults>;
  /** How sure the device was of each point, metres. */
  readonly accuracies: ReadonlyMap<number, number>;
}

export function knownOfFile(features: readonly SurveyFeature[], faults: KnownOfFile['faults']): KnownOfFile {
  const accuracies = new Map<number, number>();
  for (const { index, geometry, properties } of features) {
    const metres = isOfType(geometry, 'Point') ? statedAccuracyMetres(properties) : undefined;
    if (metres !== undefined) accuracies.set(index, metres);
  }
  return { faults, accuracies };
}

/** A feature as rules see it, with what the file tells of it. */
export function asFileTells(feature: RuleFeature, { faults, accuracies }: KnownOfFile): RuleFeature {
  const [fault, accuracyMetres] = [faults.get(feature.index), accuracies.get(feature.index)];
  if (!fault && accuracyMetres === undefined) return feature;
  return { ...feature, ...(fault && { faults: fault }), ...(accuracyMetres !== undefined && { accuracyMetres }) };
}
