import { type KnownPlaces, type RuleContext, type RuleKnowledge, surveyRules } from '@phen-dau/geodata';
import type { IssueList } from '../import/issue-list.ts';
import type { StagedFeature } from './survey-reading.ts';

/** What rules compare with, as it travels to the reading thread. */
export interface KnownNearby extends Omit<RuleKnowledge, 'layer'> {
  readonly roads: NonNullable<RuleKnowledge['roads']>;
  /** Road for road. */
  readonly roadIds: readonly string[];
  /** So many of one layer are known at most; null where that is all there are. */
  readonly limit: number | null;
}

/** What is known where a file may lie, before anybody knows where it does: roads and the border, and communes. */
export type KnownPlacesAround = Required<Pick<KnownPlaces, 'lines' | 'province'>>;

/** What these say has been said by the validator of everything that is staged. */
const saidAlready: ReadonlySet<string> = new Set(['required-fields', 'vocabulary']);

/** Asks every rule that says more than the validator; a feature with an error is held, one with a warning is not. */
export function ruledFeatures(
  features: readonly StagedFeature[],
  context: RuleContext,
  issues: IssueList,
): readonly StagedFeature[] {
  const asked = features.map(({ index, geometry, properties, id, changes }) =>
    changes === undefined ? { index, geometry, properties } : { index, geometry, properties, id },
  );
  const found = surveyRules
    .filter((rule) => !saidAlready.has(rule.name) && rule.appliesTo(context.layer))
    .flatMap((rule) => rule.check(asked, context));
  issues.add(found);
  const held = new Set(found.flatMap(({ severity, feature }) => (severity === 'error' ? (feature ?? []) : [])));
  return held.size > 0 ? features.filter(({ index }) => !held.has(index)) : features;
}
