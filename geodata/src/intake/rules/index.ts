import type { Issue } from '../../issue.ts';
import type { Layer } from '../../layer.ts';
import { crossesBorder } from './crosses-border.ts';
import { dayOrder } from './day-order.ts';
import { lampOffRoad } from './lamp-off-road.ts';
import { markerOffBorder } from './marker-off-border.ts';
import { nearDuplicate } from './near-duplicate.ts';
import { outsideProvince } from './outside-province.ts';
import { pointInaccurate } from './point-inaccurate.ts';
import { requiredFields } from './required-fields.ts';
import type { RuleContext, RuleFeature, SurveyRule } from './rule.ts';
import { sameName } from './same-name.ts';
import { selfCrossing } from './self-crossing.ts';
import { statedLength } from './stated-length.ts';
import { trackFaults } from './track-faults.ts';
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
  trackFaults,
  pointInaccurate,
  nearDuplicate,
  sameName,
];

/** Rules that tell of features of the register which may be the same works: what they say changes as the register does. */
const twinRules = [nearDuplicate, sameName];

export const mayHaveTwins = (layer: Layer): boolean => twinRules.some((rule) => rule.appliesTo(layer));

/** What these say of a feature of the register, not of another one of the same file. */
export const tellsOfTwin = ({ code, fix }: Issue): boolean =>
  fix?.kind === 'update-existing' && twinRules.some(({ codes }) => codes.includes(code));

/** The features of the register that these may be, and nobody has been told of. */
export const untoldTwins = (features: readonly RuleFeature[], context: RuleContext): Issue[] =>
  twinRules
    .filter((rule) => rule.appliesTo(context.layer))
    .flatMap((rule) => rule.check(features, { ...context, among: 'register' }));

/** What these say has been said by the validator of everything that came through it. */
const saidAlready: ReadonlySet<string> = new Set(['required-fields', 'vocabulary']);

/** The rules of a layer that say more than the validator. */
export const rulesBeyondValidation = (layer: Layer): SurveyRule[] =>
  surveyRules.filter((rule) => !saidAlready.has(rule.name) && rule.appliesTo(layer));

/** What the rules that apply to the layer say of the features, ordered by feature. */
export function runRules(features: readonly RuleFeature[], context: RuleContext): Issue[] {
  return surveyRules
    .filter((rule) => rule.appliesTo(context.layer))
    .flatMap((rule) => rule.check(features, context))
    .sort((one, other) => (one.feature ?? -1) - (other.feature ?? -1));
}

export { asFileTells, type KnownOfFile, knownOfFile } from './known-of-file.ts';
export {
  type ExistingFeature,
  knownReachMetres,
  prepareRules,
  type RuleContext,
  type RuleFeature,
  type RuleKnowledge,
  type SurveyRule,
  type TrackFaults,
} from './rule.ts';
