import type { Position } from 'geojson';
import { nearestLine } from '../../measure/locate.ts';
import { eachPosition } from '../../validate/geometry-shape.ts';
import { isInsideRings } from '../inside.ts';
import { featureRule, type RuleContext } from './rule.ts';

/** The province's own line is only so sure; neighbours' works near it are of interest. */
const toleratedMetres = 500;
const certainlyWrongMetres = 5000;

/** Features that lie, with a vertex at least, outside the province. */
export const outsideProvince = featureRule({
  name: 'outside-province',
  codes: ['outside-province'],
  appliesTo: () => true,
  check({ geometry, index }, context) {
    let worst: Position | null = null;
    let metres = 0;
    eachPosition(geometry, (position) => {
      // One search to the far limit is enough: what is beyond it is wrong whatever its distance.
      if (metres >= certainlyWrongMetres) return;
      const away = metresOutside(position, context);
      if (away <= Math.max(metres, toleratedMetres)) return;
      metres = away;
      worst = position;
    });
    if (!worst) return null;
    const [longitude = 0, latitude = 0]: Position = worst;
    const kilometres = Math.floor(metres / 100) / 10;
    return {
      code: 'outside-province',
      severity: metres >= certainlyWrongMetres ? 'error' : 'warning',
      feature: index,
      place: [longitude, latitude],
      context: { kilometres, longitude: rounded(longitude), latitude: rounded(latitude) },
      fix: { kind: 'leave-out' },
    };
  },
});

function metresOutside(position: Position, { province, provinceEdge }: RuleContext): number {
  const [x = 0, y = 0] = position;
  if (!province || !provinceEdge || province.some((rings) => isInsideRings(rings, x, y))) return 0;
  return nearestLine(provinceEdge, position, certainlyWrongMetres)?.distanceMetres ?? certainlyWrongMetres;
}

const rounded = (degrees: number) => Math.round(degrees * 1e5) / 1e5;
