import {
  asFileTells,
  type IssueList,
  type KnownOfFile,
  type KnownPlaces,
  type RuleContext,
  type RuleFeature,
  type RuleKnowledge,
  rulesBeyondValidation,
  tellsOfTwin,
} from '@phen-dau/geodata';
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

/**
 * Asks every rule that says more than the validator; a feature with an error is held, one with a warning is not. What a feature
 * is like goes with it: who decides later is told only of what has come since.
 */
export function ruledFeatures(
  features: readonly StagedFeature[],
  context: RuleContext,
  ofFile: KnownOfFile,
  issues: IssueList,
): readonly StagedFeature[] {
  const asked = features.map((feature) => asFileTells(askedOf(feature), ofFile));
  const found = rulesBeyondValidation(context.layer).flatMap((rule) => rule.check(asked, context));
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
