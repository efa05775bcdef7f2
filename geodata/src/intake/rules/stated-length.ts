import { partsLengthMetres } from '../../measure/parts-length.ts';
import { featureRule } from './rule.ts';

/** A tape and a receiver differ by so much without anybody being wrong. */
const toleratedMetres = 20;
const toleratedShare = 0.05;

/** A length that somebody stated and that the line does not have. */
export const statedLength = featureRule({
  name: 'stated-length',
  codes: ['length-differs'],
  appliesTo: ({ fields, geometry }) => geometry === 'MultiLineString' && 'length_metres' in fields,
  check({ geometry, properties, index }) {
    const stated = Number(properties.length_metres ?? Number.NaN);
    if (Number.isNaN(stated) || geometry.type !== 'MultiLineString') return null;
    const measured = Math.round(partsLengthMetres(geometry.coordinates) * 100) / 100;
    if (!(Math.abs(stated - measured) > Math.max(toleratedMetres, toleratedShare * measured))) return null;
    return {
      code: 'length-differs',
      severity: 'warning',
      feature: index,
      property: 'length_metres',
      context: { stated: Math.round(stated), measured: Math.round(measured) },
      fix: { kind: 'set-property', property: 'length_metres', value: measured },
    };
  },
});
