import { closestWord } from '../closest-word.ts';
import type { SurveyRule } from './rule.ts';

/** Words that are not in the vocabulary of their field; the nearest one is offered. */
export const vocabulary: SurveyRule = {
  name: 'vocabulary',
  codes: ['property-invalid'],
  appliesTo: ({ fields }) => Object.values(fields).some(({ kind }) => kind === 'choice'),
  check: (features, { layer }) =>
    features.flatMap(({ properties, index }) =>
      Object.entries(layer.fields).flatMap(([property, field]) => {
        const value = properties[property];
        const words = Object.keys(field.vocabulary ?? {});
        if (field.kind !== 'choice' || value === null || value === undefined || words.includes(String(value)))
          return [];
        const context = { value: String(value).slice(0, 60), expected: 'word', words: words.join(', ') };
        const word = closestWord(String(value), field);
        const fix = word !== null && ({ kind: 'set-property', property, value: word } as const);
        return [
          { code: 'property-invalid', severity: 'error', feature: index, property, context, ...(fix && { fix }) },
        ];
      }),
    ),
};
