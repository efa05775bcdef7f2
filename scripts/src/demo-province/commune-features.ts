import type { Unit, Units } from './communes.ts';
import type { Place } from './frame.ts';
import { distance } from './polyline.ts';
import { idOf } from './random.ts';
import { hectares, ringPositions } from './shapes.ts';
import { isInside } from './side.ts';
import type { DemonstrationFeature } from './types.ts';

/** The day the two-tier administration began. */
export const reform = '2025-07-01';

/** The units since the reform and the older ones, which ended on its day. */
export function communeFeatures(seed: number, units: Units): DemonstrationFeature<'commune'>[] {
  const feature = (unit: Unit, id: string, isOlder: boolean): DemonstrationFeature<'commune'> => ({
    layer: 'commune',
    id: idOf(seed, id),
    geometry: { type: 'MultiPolygon', coordinates: [[ringPositions(unit.ring.slice(0, -1))]] },
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

/** The names of the units a place lies in, since the reform and before it; at the province's edge the nearest ones. */
export type CommuneLookup = (place: Place) => { readonly now: string; readonly before: string };

export function communeLookup(units: Units): CommuneLookup {
  const nameIn = (all: readonly Unit[], place: Place): string => {
    const nearest = [...all].sort((a, b) => distance(a.middle, place) - distance(b.middle, place));
    return (nearest.slice(0, 16).find((unit) => isInside(place, unit.ring)) ?? nearest[0])?.name ?? '';
  };
  return (place) => ({ now: nameIn(units.now, place), before: nameIn(units.before, place) });
}
