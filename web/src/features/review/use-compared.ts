import { useMemo } from 'react';
import type { Survey } from '../../api/survey-types.ts';
import type { FieldDescription, LayerDescription } from '../../api/types.ts';
import { type Compared, compare } from './compared.ts';
import { stageOf } from './effect.ts';
import { useKnownStates, useWantedStates } from './record-states.ts';
import type { StagedPageReading } from './use-staged-page.ts';

/** Compared without being asked; of more, what is in sight. */
const mostAhead = 300;
const noFields: readonly FieldDescription[] = [];

/** The features of the page beside what the register has of them, as far as that is known. */
export function useCompared(
  survey: Survey,
  layer: LayerDescription | undefined,
  { page }: StagedPageReading,
): readonly Compared[] {
  const states = useKnownStates();
  const stage = stageOf(survey.state);
  const fields = layer?.fields ?? noFields;
  const comparison = useMemo(() => ({ fields, stage }), [fields, stage]);
  const wanted = useMemo(() => {
    const changing = (page?.features ?? []).filter(({ changes }) => changes !== undefined);
    return changing.slice(0, mostAhead).map(({ id }) => id);
  }, [page]);
  useWantedStates(survey.layer, wanted);
  return useMemo(
    () => (page?.features ?? []).map((feature) => compare(feature, states[feature.id], comparison)),
    [page, states, comparison],
  );
}
