import type { Unit, Units } from './communes.ts';
import type { Place } from './frame.ts';
import { distance } from './polyline.ts';
import { idOf } from './random.ts';
import { hectares, ringPositions } from './shapes.ts';
import { isInside } from './side.ts';
import type { DemonstrationFeature } from './types.ts';

/** The day the two-tier administration began. */
const reform = '2025-07-01';

/** The units since the reform and the older ones, which ended on its day. */
export function communeFeatures(seed: number, units: Units): DemonstrationFeature<'commune'>[] {
  const feature = (unit: Unit, id: string, isOlder: boolean): DemonstrationFeature<'commune'> => ({
    layer: 'commune',
    id: idOf(seed, id),
    geometry: { type: 'MultiPolygon', coordinates: [[ringPositions(unit.ring)]] },
    properties: {
      name: unit.name,
      kind: unit.kind,
      code: null,
      district_name: isOlder ? unit.district : null,
      area_hectares: hectares(unit.ring),
    },
    validFrom: isOlder ? '2019-01-01' : reform,
    validTo: isOlder ? reform : null,
  });
  return [
    ...units.now.map((unit) => feature(unit, `commune ${unit.name} ${unit.district}`, false)),
    ...units.before.map((unit, index) => feature(unit, `commune before 2025 ${index} ${unit.name}`, true)),
  ];
}

/** The name of the unit a place lies in; at the province's edge the nearest one. */
export function communeLookup(units: Units): (place: Place) => string {
  return (place) => {
    const nearest = [...units.now].sort((a, b) => distance(a.middle, place) - distance(b.middle, place));
    return (nearest.slice(0, 12).find((unit) => isInside(place, unit.ring)) ?? nearest[0])?.name ?? '';
  };
}
