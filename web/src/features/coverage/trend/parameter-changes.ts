import type { CoverageTrend, MeasureParameters } from '@phen-dau/geodata';
import { isSameParameter } from '../method/told-parameters.ts';

/** From a month on the trend was measured otherwise than the month before. */
export interface ParameterChange {
  /** `YYYY-MM` */
  readonly month: string;
  readonly changed: readonly (keyof MeasureParameters)[];
  readonly before: MeasureParameters;
  readonly after: MeasureParameters;
}

/** Where the frozen months of a trend, oldest first, were measured with other parameters than the one before. */
export function parameterChanges(months: CoverageTrend['months']): ParameterChange[] {
  return months.flatMap(({ month, parameters: after }, index) => {
    const before = months[index - 1]?.parameters;
    if (!before) return [];
    const keys = Object.keys(after) as (keyof MeasureParameters)[];
    const changed = keys.filter((key) => !isSameParameter(key, before, after));
    return changed.length > 0 ? [{ month, changed, before, after }] : [];
  });
}
