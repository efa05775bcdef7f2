import type { Issue } from '../../issue.ts';
import type { RuleFeature, SurveyRule } from './rule.ts';

/** Attributes of which the first comes before the second; a layer has them or not. */
const pairs = [
  ['valid_from', 'valid_to'],
  ['started_at', 'ended_at'],
  ['installed_on', 'valid_to'],
] as const;
/** What has happened, and so not tomorrow. */
const past = ['installed_on', 'last_inspected_on', 'started_at', 'ended_at'] as const;

/** Days in the wrong order, and days yet to come of what is said to have happened. */
export const dayOrder: SurveyRule = {
  name: 'day-order',
  codes: ['days-disordered'],
  appliesTo: () => true,
  check(features, { today }) {
    const issues: Issue[] = [];
    // A receiver's clock and our midnight may differ by a day.
    const tomorrow = Date.parse(today) + 2 * 86_400_000;
    for (const feature of features) {
      for (const [earlier, later] of pairs)
        if (isDisordered(feature, earlier, later)) issues.push(disorder(feature, earlier, later));
      for (const property of past)
        if (momentOf(feature.properties[property]) >= tomorrow) issues.push(tooEarly(feature, property, today));
    }
    return issues;
  },
};

const isDisordered = ({ properties }: RuleFeature, earlier: string, later: string) =>
  momentOf(properties[later]) < momentOf(properties[earlier]);

function disorder({ properties, index }: RuleFeature, earlier: string, later: string): Issue {
  const context = { earlier, earlierDay: dayOf(properties[earlier]), later, laterDay: dayOf(properties[later]) };
  const fix = { kind: 'swap-properties', one: earlier, other: later } as const;
  return { code: 'days-disordered', severity: 'error', feature: index, property: later, context, fix };
}

function tooEarly({ properties, index }: RuleFeature, property: string, today: string): Issue {
  const context = { earlier: property, earlierDay: dayOf(properties[property]), later: 'today', laterDay: today };
  return { code: 'days-disordered', severity: 'warning', feature: index, property, context };
}

const momentOf = (value: unknown) => (typeof value === 'string' ? Date.parse(value) : Number.NaN);
const dayOf = (value: unknown) => String(value).slice(0, 10);
