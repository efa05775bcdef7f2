import type { Issue } from '../issue.ts';
import type { SurveyContent } from './read-survey.ts';
import type { SurveyFeature } from './survey-reader.ts';

/**
 * The content of a file that is meant as walks, with a word about each route in it: a route is what somebody planned at a
 * desk, and taken for a walk it would be a patrol on no day. One whose points bear times was recorded after all.
 */
export function withRoutesTold(content: SurveyContent): SurveyContent {
  const planned = content.features.filter(isPlanned);
  if (planned.length === 0) return content;
  const issues = planned.map(({ index }): Issue => ({ code: 'route-planned', severity: 'warning', feature: index }));
  return { ...content, issues: [...content.issues, ...issues] };
}

const isPlanned = ({ kind, fixes = [] }: SurveyFeature) =>
  kind === 'route' && !fixes.some(({ times }) => times.some((moment) => Number.isFinite(moment)));
