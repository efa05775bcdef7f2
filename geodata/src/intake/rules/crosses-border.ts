import type { Position } from 'geojson';
import type { LineIndex } from '../../measure/line-index.ts';
import { ringsBounds } from '../inside.ts';
import { firstCrossing } from './crossing.ts';
import { lineThroughArea } from './line-through-area.ts';
import { featureRule } from './rule.ts';

/** Two drawings of one line differ by so much: a belt or a commune that ends at the border lies across it no farther. */
const toleratedMetres = 25;

/** Lines that cross the border line, nearly always a wrong axis or a jump of the receiver, and areas that lie across it. */
export const crossesBorder = featureRule({
  name: 'crosses-border',
  codes: ['crosses-border'],
  appliesTo: ({ id, geometry }) => geometry !== 'Point' && id !== 'border-line',
  check({ geometry, index }, { border }) {
    if (!border || geometry.type === 'Point') return null;
    const place =
      geometry.type === 'MultiLineString'
        ? firstOf(geometry.coordinates, (line) => firstCrossing(line, border))
        : firstOf(geometry.coordinates, (rings) => placeAcross(rings, border));
    return place && { code: 'crosses-border', severity: 'warning', feature: index, place };
  },
});

/** Where the border runs through the polygon. Asked only of those whose ring it crosses: the answer is dearer. */
function placeAcross(rings: readonly (readonly Position[])[], border: LineIndex) {
  if (!firstOf(rings, (ring) => firstCrossing(ring, border))) return null;
  return lineThroughArea({ rings, bounds: ringsBounds(rings) }, border, toleratedMetres);
}

function firstOf<Each>(each: readonly Each[], find: (one: Each) => [number, number] | null): [number, number] | null {
  for (const one of each) {
    const place = find(one);
    if (place) return place;
  }
  return null;
}
