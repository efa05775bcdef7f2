import { asStated, type FeatureState } from '../queries/history.ts';
import type { SurveyTraces } from './survey-traces.ts';

export type Values = Readonly<Record<string, unknown>>;

/** Where the values of one feature come from. */
export function pastOf(states: readonly FeatureState[], traces: SurveyTraces) {
  const values = new Map(
    states.toReversed().map((state) => [state.version, valuesOf(asStated(states, state.version) ?? state)]),
  );
  const valueAt = (version: number, field: string) => values.get(version)?.[field];
  /** The version that gave a value it still has at `version`. */
  const madeAt = (field: string, version: number): number => {
    let made = version;
    while (values.has(made - 1) && same(valueAt(made - 1, field), valueAt(made, field))) made -= 1;
    return made;
  };
  /** The newest version up to `version` whose value is not that of a survey taken back since. */
  const standingBefore = (field: string, version: number): number => {
    const made = madeAt(field, version);
    const trace = traces.get(made);
    const isTakenBack = trace && !trace.isUndo && !trace.isStanding && values.has(made - 1);
    return isTakenBack ? standingBefore(field, made - 1) : version;
  };
  return { valueAt, madeAt, standingBefore };
}

export const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** The day a state begins is not among them: every change sets it, and the earlier values come back from that day on. */
export const valuesOf = ({ properties, geometry, validTo }: FeatureState): Record<string, unknown> => ({
  ...properties,
  geometry: JSON.parse(geometry),
  valid_to: validTo,
});
