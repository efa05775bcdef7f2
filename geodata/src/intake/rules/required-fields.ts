import { isDerived } from '../../validate/derived-properties.ts';
import type { SurveyRule } from './rule.ts';

export const requiredFields: SurveyRule = {
  name: 'required-fields',
  codes: ['property-missing'],
  appliesTo: ({ fields }) => Object.values(fields).some(({ required }) => required),
  check: (features, { layer }) =>
    features.flatMap(({ properties, index }) =>
      Object.entries(layer.fields).flatMap(([property, { required }]) => {
        const value = properties[property];
        const isThere = value !== null && value !== undefined && String(value).trim() !== '';
        if (!required || isThere || isDerived(property)) return [];
        return [{ code: 'property-missing', severity: 'error', feature: index, property }];
      }),
    ),
};
