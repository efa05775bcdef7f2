import { type Layer, prepareRules, type RuleKnowledge, runRules } from '@phen-dau/geodata';
import type { IssueList } from '../import/issue-list.ts';
import type { StagedFeature } from './survey-reading.ts';

/** What rules compare with, as it travels to the reading thread. */
export type KnownNearby = Omit<RuleKnowledge, 'layer'>;

/** Asks every rule; a feature with an error is held, one with a warning is not. */
export function ruledFeatures(
  features: readonly StagedFeature[],
  layer: Layer,
  known: KnownNearby,
  issues: IssueList,
): readonly StagedFeature[] {
  const asked = features.map(({ index, geometry, properties, id, changes }) => ({
    ...{ index, geometry, properties },
    ...(changes !== undefined && { id }),
  }));
  const found = runRules(asked, prepareRules({ ...known, layer }));
  issues.add(found);
  const held = new Set(found.flatMap(({ severity, feature }) => (severity === 'error' ? (feature ?? []) : [])));
  return held.size > 0 ? features.filter(({ index }) => !held.has(index)) : features;
}
