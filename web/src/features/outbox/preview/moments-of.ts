import type { SurveyFeature } from '@phen-dau/geodata';

/** As every reader writes a moment; a day alone is when something was built, not when it was surveyed. */
const isoMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** The first and the last moment that a file tells of its features and of the fixes of its tracks, ISO; null where it tells none. */
export function momentsOf(
  features: readonly Pick<SurveyFeature, 'properties' | 'fixes'>[],
): readonly [first: string, last: string] | null {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const take = (moment: number) => {
    if (moment < first) first = moment;
    if (moment > last) last = moment;
  };
  for (const { properties, fixes = [] } of features) {
    for (const { times } of fixes) for (const time of times) take(time);
    for (const key in properties) {
      const value = properties[key];
      if (typeof value === 'string' && isoMoment.test(value)) take(Date.parse(value));
    }
  }
  return first <= last ? [new Date(first).toISOString(), new Date(last).toISOString()] : null;
}
