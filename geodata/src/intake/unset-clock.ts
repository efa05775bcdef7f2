import type { Issue } from '../issue.ts';
import { addTimes } from './gpx.ts';
import type { Properties } from './properties.ts';
import type { SurveyBatch, SurveyFeature, TrackFixes } from './survey-reader.ts';

/**
 * What a receiver writes before it has heard a satellite is the day its count begins: 1 January 1970, 6 January 1980, or
 * 22 August 1999. Taken for true, such a track would be a patrol of decades.
 */
const firstBelievable = Date.UTC(2000, 0, 1);

/** The batch with tracks whose unset times are unknown ones; each such track says so. The places stay: they were measured. */
export function withoutUnsetClocks(batch: SurveyBatch): SurveyBatch {
  const issues: Issue[] = [];
  const features = batch.features.map((feature) => {
    const { fixes, index } = feature;
    const count = fixes?.reduce((sum, { times }) => sum + unsetAmong(times), 0) ?? 0;
    if (!fixes || count === 0) return feature;
    issues.push({ code: 'clock-unset', severity: 'warning', feature: index, context: { count } });
    return timedAnew(feature, fixes);
  });
  return issues.length === 0 ? batch : { ...batch, features, issues: [...batch.issues, ...issues] };
}

function unsetAmong(times: Float64Array): number {
  let count = 0;
  for (const time of times) if (time < firstBelievable) count++;
  return count;
}

function timedAnew(feature: SurveyFeature, fixes: readonly TrackFixes[]): SurveyFeature {
  const known = fixes.map((part) => ({
    ...part,
    times: part.times.map((time) => (time < firstBelievable ? Number.NaN : time)),
  }));
  const asRead: Properties = {};
  addTimes(asRead, fixes);
  // A file that states its own beginning and end is believed.
  const stated = Object.entries(feature.properties).filter(([name, value]) => asRead[name] !== value);
  const properties: Properties = Object.fromEntries(stated);
  addTimes(properties, known);
  return { ...feature, properties, fixes: known };
}
