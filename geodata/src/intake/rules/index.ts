import type { Issue } from '../../issue.ts';
import { crossesBorder } from './crosses-border.ts';
import { dayOrder } from './day-order.ts';
import { lampOffRoad } from './lamp-off-road.ts';
import { markerOffBorder } from './marker-off-border.ts';
import { nearDuplicate } from './near-duplicate.ts';
import { outsideProvince } from './outside-province.ts';
import { requiredFields } from './required-fields.ts';
import type { RuleContext, RuleFeature, SurveyRule } from './rule.ts';
import { sameName } from './same-name.ts';
import { selfCrossing } from './self-crossing.ts';
import { statedLength } from './stated-length.ts';
import { vocabulary } from './vocabulary.ts';

/** Every rule, in the order its issues are shown. */
export const surveyRules: readonly SurveyRule[] = [
  requiredFields,
  vocabulary,
  dayOrder,
  outsideProvince,
  crossesBorder,
  markerOffBorder,
  lampOffRoad,
  statedLength,
  selfCrossing,
  nearDuplicate,
  sameName,
];

/** What the rules that apply to the layer say of the features, ordered by feature. */
export function runRules(features: readonly RuleFeature[], context: RuleContext): Issue[] {
  return surveyRules
    .filter((rule) => rule.appliesTo(context.layer))
    .flatMap((rule) => rule.check(features, context))
    .sort((one, other) => (one.feature ?? -1) - (other.feature ?? -1));
}

export {
  type ExistingFeature,
  prepareRules,
  type RuleContext,
  type RuleFeature,
  type RuleKnowledge,
  type SurveyRule,
} from './rule.ts';
