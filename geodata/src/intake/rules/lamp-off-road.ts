import { nearestLine } from '../../measure/locate.ts';
import { featureRule } from './rule.ts';

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
    const metres = nearestLine(roads, geometry.coordinates, 50_000)?.distanceMetres ?? 50_000;
    if (metres <= toleratedMetres) return null;
    const context = { metres: Math.round(metres) };
    return { code: 'lamp-off-road', severity: 'warning', feature: index, place: [longitude, latitude], context };
  },
});
