import { cleaningDefaults } from '../cleaning/track-cut.ts';
import { featureRule } from './rule.ts';

/** Points whose own device did not know well where it was; of a track such a fix is cut, a lamp or marker is looked at. */
export const pointInaccurate = featureRule({
  name: 'point-inaccurate',
  codes: ['point-inaccurate'],
  appliesTo: ({ geometry }) => geometry === 'Point',
  check({ geometry, index, accuracyMetres = 0 }, { inaccurateMetres }) {
    if (geometry.type !== 'Point' || !(accuracyMetres > (inaccurateMetres ?? cleaningDefaults.inaccurateMetres)))
      return null;
    const [longitude = 0, latitude = 0] = geometry.coordinates;
    const context = { metres: Math.round(accuracyMetres) };
    return { code: 'point-inaccurate', severity: 'warning', feature: index, place: [longitude, latitude], context };
  },
});
