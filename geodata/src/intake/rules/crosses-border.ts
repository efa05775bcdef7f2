import { firstCrossing } from './crossing.ts';
import { featureRule } from './rule.ts';

/** Lines that cross the border line: nearly always a wrong axis or a jump of the receiver. */
export const crossesBorder = featureRule({
  name: 'crosses-border',
  codes: ['crosses-border'],
  appliesTo: ({ id, geometry }) => geometry === 'MultiLineString' && id !== 'border-line',
  check({ geometry, index }, { border }) {
    if (!border || geometry.type !== 'MultiLineString') return null;
    for (const line of geometry.coordinates) {
      const place = firstCrossing(line, border);
      if (place) return { code: 'crosses-border', severity: 'warning', feature: index, place };
    }
    return null;
  },
});
