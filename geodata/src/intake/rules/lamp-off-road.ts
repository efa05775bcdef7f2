import { featureRule } from './rule.ts';
import { toldDistance } from './told-distance.ts';

/** A lamp lights the road within 25 m; one farther than this lights none. */
const toleratedMetres = 30;

export const lampOffRoad = featureRule({
  name: 'lamp-off-road',
  codes: ['lamp-off-road'],
  appliesTo: ({ id }) => id === 'solar-lamp',
  check({ geometry, properties, index }, { roads }) {
    // In villages lamps stand in yards and squares too.
    if (!roads || geometry.type !== 'Point' || properties.kind === 'village') return null;
    const [longitude = 0, latitude = 0] = geometry.coordinates;
    const away = toldDistance(roads, geometry.coordinates);
    if (away.metres <= toleratedMetres) return null;
    const place = [longitude, latitude] as const;
    return { code: 'lamp-off-road', severity: 'warning', feature: index, place, context: away };
  },
});
