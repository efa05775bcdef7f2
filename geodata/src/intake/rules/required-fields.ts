import type { SurveyRule } from './rule.ts';

/** Computed from the geometry where nobody gives them. */
const derived = new Set(['length_metres', 'area_hectares']);

export const requiredFields: SurveyRule = {
  name: 'required-fields',
  codes: ['property-missing'],
  appliesTo: ({ fields }) => Object.values(fields).some(({ required }) => required),
  check: (features, { layer }) =>
    features.flatMap(({ properties, index }) =>
      Object.entries(layer.fields).flatMap(([property, { required }]) => {
        const value = properties[property];
        const isThere = value !== null && value !== undefined && String(value).trim() !== '';
        if (!required || isThere || derived.has(property)) return [];
        return [{ code: 'property-missing', severity: 'error', feature: index, property }];
      }),
    ),
};
