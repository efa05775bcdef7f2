import { LineIndex } from '../../measure/line-index.ts';
import { prepareLines } from '../../measure/line-network.ts';
import { firstCrossing } from './crossing.ts';
import { featureRule } from './rule.ts';

/** Roads and border lines that cross themselves. Tracks do so honestly; what is not honest there, cleaning finds. */
export const selfCrossing = featureRule({
  name: 'self-crossing',
  codes: ['line-self-crossing'],
  appliesTo: ({ id, geometry }) => geometry === 'MultiLineString' && id !== 'survey-track',
  check({ geometry, index }) {
    if (geometry.type !== 'MultiLineString') return null;
    for (const line of geometry.coordinates) {
      const itself = new LineIndex(prepareLines([[line]]));
      const place = firstCrossing(line, itself, (own, other) => Math.abs(own - other) > 1);
      if (place) return { code: 'line-self-crossing', severity: 'warning', feature: index, place };
    }
    return null;
  },
});
