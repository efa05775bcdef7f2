import { featureRule } from './rule.ts';
import { toldDistance } from './told-distance.ts';

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
    const away = toldDistance(border, geometry.coordinates);
    if (away.metres <= toleratedMetres) return null;
    return {
      code: 'marker-off-border',
      severity: away.metres > certainlyWrongMetres ? 'error' : 'warning',
      feature: index,
      place: [longitude, latitude],
      context: away,
    };
  },
});
