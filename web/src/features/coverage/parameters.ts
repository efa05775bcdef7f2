import type { MeasureParameters } from '@phen-dau/geodata';
import { type Changeable, type Changes, changeable } from '../../state/coverage.ts';

/** Which parameter of the engine a slider moves, and how far. Metres, or minutes of travel. */
export const sliders = {
  border: { key: 'borderMetres', minimum: 50, maximum: 2000, step: 50 },
  access: { key: 'accessMetres', minimum: 5, maximum: 200, step: 5 },
  light: { key: 'lightMetres', minimum: 5, maximum: 60, step: 1 },
  gap: { key: 'gapMetres', minimum: 10, maximum: 1000, step: 10 },
  minutes: { key: 'reachMinutes', minimum: 5, maximum: 120, step: 5 },
} as const satisfies Record<
  Changeable,
  { key: keyof MeasureParameters; minimum: number; maximum: number; step: number }
>;

export const parameterOf = (parameters: MeasureParameters, changed: Changeable): number =>
  parameters[sliders[changed].key];

/** The province's parameters with what a person has set in their place. */
export function withChanges(province: MeasureParameters, changes: Changes): MeasureParameters {
  const set = changeable.flatMap((each) => (changes[each] === undefined ? [] : [[sliders[each].key, changes[each]]]));
  return { ...province, ...Object.fromEntries(set) };
}

/** One more change; a parameter set back to the province's own value is no change. */
export function changed(changes: Changes, province: MeasureParameters, key: Changeable, value: number): Changes {
  const { [key]: _, ...others } = changes;
  return value === parameterOf(province, key) ? others : { ...others, [key]: value };
}
