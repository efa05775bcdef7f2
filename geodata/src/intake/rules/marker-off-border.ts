import { nearestLine } from '../../measure/locate.ts';
import { featureRule } from './rule.ts';

/** Markers stand on the line or, beside water, some way back from it. */
const toleratedMetres = 200;
const certainlyWrongMetres = 2000;

export const markerOffBorder = featureRule({
  name: 'marker-off-border',
  codes: ['marker-off-border'],
  appliesTo: ({ id }) => id === 'border-marker',
  check({ geometry, index }, { border }) {
    if (!border || geometry.type !== 'Point') return null;
    const [longitude = 0, latitude = 0] = geometry.coordinates;
    const metres = nearestLine(border, geometry.coordinates, 100_000)?.distanceMetres ?? 100_000;
    if (metres <= toleratedMetres) return null;
    return {
      code: 'marker-off-border',
      severity: metres > certainlyWrongMetres ? 'error' : 'warning',
      feature: index,
      place: [longitude, latitude],
      context: { metres: Math.round(metres) },
    };
  },
});
