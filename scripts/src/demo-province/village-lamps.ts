import { type Place, storedLengthMetres, toPosition } from './frame.ts';
import { distance, itemAt } from './polyline.ts';
import { idOf, randomOf } from './random.ts';
import { inShares } from './shares.ts';
import type { DemonstrationFeature } from './types.ts';
import { type Village, villageRoadId } from './villages.ts';

/** Reported: 310 lamps in villages. */
const reportedLamps = 310;
const spacingMetres = 36;
const mostLamps = 9;

/** Lamps along the last metres of the road of every lit village, where the houses are. */
export function villageLampFeatures(seed: number, villages: readonly Village[]): DemonstrationFeature<'solar-lamp'>[] {
  const lit = villages.filter(({ isLit }) => isLit);
  // By the room each road has, so that none gets more than it has room for.
  const shares = inShares(
    reportedLamps,
    lit.map(({ road }) => Math.min(mostLamps, Math.floor((storedLengthMetres(road ?? []) - 15) / spacingMetres))),
  );
  return lit.flatMap((village, index) => lampsOf(seed, village, shares[index] ?? 0));
}

function lampsOf(seed: number, village: Village, count: number): DemonstrationFeature<'solar-lamp'>[] {
  const random = randomOf(seed, `village lamps ${village.name}`);
  // Chi Lăng's lamps of 2024 are the reported 360 on its patrol road.
  const year = random.pick(
    village.post.code === 'chi-lang' ? [2021, 2022, 2023, 2025] : [2020, 2021, 2022, 2023, 2024, 2025],
  );
  const installed = `${year}-09-02`;
  return standsFromEnd(village.road ?? [], count).map((stand, index) => ({
    layer: 'solar-lamp',
    id: idOf(seed, `village lamp ${village.name} ${index}`),
    geometry: { type: 'Point', coordinates: toPosition(stand) },
    properties: {
      code: `${village.name} ${`${index + 1}`.padStart(2, '0')}`,
      kind: 'village',
      status: random.chance(0.92) ? 'working' : 'broken',
      post_id: village.post.id,
      road_id: villageRoadId(seed, village.name),
      installed_on: installed,
      power_watts: random.pick([30, 60]),
      cost_vnd: random.whole(1_100, 1_500) * 1000,
      man_days: 1,
    },
    validFrom: installed,
    validTo: null,
  }));
}

function standsFromEnd(road: readonly Place[], count: number): Place[] {
  const backwards = [...road].reverse();
  const stands: Place[] = [];
  let metres = 0;
  let wanted = 10;
  for (let index = 1; index < backwards.length && stands.length < count; index++) {
    const from = itemAt(backwards, index - 1);
    const to = itemAt(backwards, index);
    const step = storedLengthMetres([from, to]);
    const span = distance(from, to) || 1;
    while (metres + step >= wanted && stands.length < count) {
      const share = (wanted - metres) / step;
      const off = stands.length % 2 ? 2 : -2;
      stands.push([
        from[0] + (to[0] - from[0]) * share - ((to[1] - from[1]) / span) * off,
        from[1] + (to[1] - from[1]) * share + ((to[0] - from[0]) / span) * off,
      ]);
      wanted += spacingMetres;
    }
    metres += step;
  }
  if (stands.length < count) throw new Error('A village road is too short for its lamps');
  return stands;
}
