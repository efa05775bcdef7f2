import {
  type KnownPlaces,
  type RuleContext,
  type RuleFeature,
  type RuleKnowledge,
  surveyRules,
  type TrackFaults,
  tellsOfTwin,
} from '@phen-dau/geodata';
import type { IssueList } from '../import/issue-list.ts';
import type { StagedFeature } from './survey-reading.ts';

/** What rules compare with, as it travels to the reading thread. */
export interface KnownNearby extends Omit<RuleKnowledge, 'layer'> {
  /** Road for road; none where no road is near. */
  readonly roadIds: readonly string[];
  /** By part of the survey's layer. */
  readonly versions: Readonly<Record<string, number>>;
  /** So many of one layer are known at most; null where that is all there are. */
  readonly limit: number | null;
}

/** What is known where a file may lie, before anybody knows where it does: roads and the border, and communes. */
export type KnownPlacesAround = Required<Pick<KnownPlaces, 'lines' | 'province'>>;

/** What these say has been said by the validator of everything that is staged. */
const saidAlready: ReadonlySet<string> = new Set(['required-fields', 'vocabulary']);

/** What only the file tells, by the features' places in it. */
export interface KnownOfFile {
  readonly faults: ReadonlyMap<number, TrackFaults>;
  /** Metres. */
  readonly accuracies: ReadonlyMap<number, number>;
}

/**
 * Asks every rule that says more than the validator; a feature with an error is held, one with a warning is not. What a feature
 * is like goes with it: who decides later is told only of what has come since.
 */
export function ruledFeatures(
  features: readonly StagedFeature[],
  context: RuleContext,
  { faults, accuracies }: KnownOfFile,
  issues: IssueList,
): readonly StagedFeature[] {
  const asked = features.map((feature): RuleFeature => {
    const { index } = feature;
    const [fault, accuracyMetres] = [faults.get(index), accuracies.get(index)];
    if (!fault && accuracyMetres === undefined) return askedOf(feature);
    return {
      ...askedOf(feature),
      ...(fault && { faults: fault }),
      ...(accuracyMetres !== undefined && { accuracyMetres }),
    };
  });
  const found = surveyRules
    .filter((rule) => !saidAlready.has(rule.name) && rule.appliesTo(context.layer))
    .flatMap((rule) => rule.check(asked, context));
  issues.add(found);
  const held = new Set<number>();
  const alike = new Map<number, string[]>();
  for (const issue of found) {
    const { severity, feature, context: told } = issue;
    if (feature === undefined) continue;
    if (severity === 'error') held.add(feature);
    if (tellsOfTwin(issue)) alike.set(feature, [...(alike.get(feature) ?? []), String(told?.id)]);
  }
  if (held.size === 0 && alike.size === 0) return features;
  return features.flatMap((feature) => {
    const twins = alike.get(feature.index);
    return held.has(feature.index) ? [] : twins ? { ...feature, alike: twins } : feature;
  });
}

/** A staged feature as rules see it. */
export const askedOf = ({ index, geometry, properties, id, changes, alike }: StagedFeature): RuleFeature =>
  changes === undefined && !alike
    ? { index, geometry, properties }
    : { ...{ index, geometry, properties }, ...(changes !== undefined && { id }), ...(alike && { alike }) };
