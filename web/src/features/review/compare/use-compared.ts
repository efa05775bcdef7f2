import { useMemo } from 'react';
import type { StagedFeature } from '../../../api/survey-review.ts';
import type { Survey } from '../../../api/survey-types.ts';
import type { LayerDescription } from '../../../api/types.ts';
import { type Compared, type Comparison, compare } from './compared.ts';
import { stageOf } from './effect.ts';
import { useKnownStates, useWantedStates } from './record-states.ts';
import type { StagedPageReading } from './use-staged-page.ts';

/** Compared without being asked; of more, what is in sight. */
const mostAhead = 300;

/** The features of the page beside what the register has of them, as far as that is known. */
export function useCompared(survey: Survey, layer: LayerDescription, { page }: StagedPageReading): readonly Compared[] {
  const states = useKnownStates();
  const comparison = useComparison(survey, layer);
  const wanted = useMemo(() => (page?.features ?? []).filter(isChange).slice(0, mostAhead).map(idOf), [page]);
  useWantedStates(survey.layer, wanted);
  return useMemo(
    () => (page?.features ?? []).map((feature) => compare(feature, states[feature.id], comparison)),
    [page, states, comparison],
  );
}

/** The same of one feature, which may be on any page. */
export function useComparedOne(
  survey: Survey,
  layer: LayerDescription,
  feature: StagedFeature | undefined,
): Compared | undefined {
  const states = useKnownStates();
  const comparison = useComparison(survey, layer);
  const wanted = useMemo(() => (feature && isChange(feature) ? [feature.id] : []), [feature]);
  useWantedStates(survey.layer, wanted);
  return feature && compare(feature, states[feature.id], comparison);
}

const isChange = ({ changes }: StagedFeature) => changes !== undefined;
const idOf = ({ id }: StagedFeature) => id;

function useComparison({ state }: Survey, { fields }: LayerDescription): Comparison {
  const stage = stageOf(state);
  return useMemo(() => ({ fields, stage }), [fields, stage]);
}
