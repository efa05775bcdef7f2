import type { MeasureParameters } from '@phen-dau/geodata';
import { type Changeable, type Changes, changeable } from '../../state/coverage.ts';

/** Which parameter of the engine a slider moves. Metres, minutes of travel, or days of visit. */
const keys = {
  border: 'borderMetres',
  access: 'accessMetres',
  light: 'lightMetres',
  gap: 'gapMetres',
  minutes: 'reachMinutes',
  visits: 'visitDays',
} as const satisfies Record<Changeable, keyof MeasureParameters>;

export const parameterOf = (parameters: MeasureParameters, changed: Changeable): number => parameters[keys[changed]];

/** The province's parameters with what a person has set in their place. */
export function withChanges(province: MeasureParameters, changes: Changes): MeasureParameters {
  const set = changeable.flatMap((each) => (changes[each] === undefined ? [] : [[keys[each], changes[each]]]));
  return { ...province, ...Object.fromEntries(set) };
}

/** The changes without those that say what the province says; the same object when there is none. */
export function differing(changes: Changes, province: MeasureParameters): Changes {
  const left = changeable.filter(
    (each) => changes[each] !== undefined && changes[each] !== parameterOf(province, each),
  );
  return left.length === Object.keys(changes).length
    ? changes
    : Object.fromEntries(left.map((each) => [each, changes[each]]));
}

/** One more change; a parameter set back to the province's own value is no change. */
export function changed(changes: Changes, province: MeasureParameters, key: Changeable, value: number): Changes {
  const { [key]: _, ...others } = changes;
  return value === parameterOf(province, key) ? others : { ...others, [key]: value };
}
