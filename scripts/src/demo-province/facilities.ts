import { type CommuneLookup, reform } from './commune-features.ts';
import type { Unit } from './communes.ts';
import { type Place, toPosition } from './frame.ts';
import type { Gate } from './gates.ts';
import { lifeThrough } from './life.ts';
import { idOf, type Random, randomOf } from './random.ts';
import type { DemonstrationFeature, PropertiesOf } from './types.ts';
import type { Village } from './villages.ts';

type Kind = PropertiesOf<'facility'>['kind'];
type Facility = DemonstrationFeature<'facility'>;

/** Public buildings that stand in villages; how many of each. */
const inVillages: readonly (readonly [kind: Kind, name: string, count: number, from: number])[] = [
  ['school', 'Trường Tiểu học', 54, 1992],
  ['schoolyard', 'Sân trường nông thôn mới', 24, 2020],
  ['cultural_house', 'Nhà văn hóa thôn', 64, 2012],
  ['base_station', 'Trạm BTS', 72, 2009],
];

/** Gates, then the buildings of every commune, then those of villages. */
export function facilityFeatures(
  seed: number,
  gates: readonly Gate[],
  communes: readonly Unit[],
  villages: readonly Village[],
  communesOf: CommuneLookup,
): Facility[] {
  const random = randomOf(seed, 'facilities');
  return [
    ...gates.map(({ kind, name, place }) => facility(kind, name, place, random.whole(1991, 2012))),
    ...communes.flatMap((commune) => ofCommune(commune, random)),
    ...inVillages.flatMap(([kind, name, count, from]) =>
      random
        .shuffled(villages)
        .slice(0, count)
        .map((village) =>
          facility(kind, `${name} ${village.name}`, beside(village.place, kind), random.whole(from, 2025)),
        ),
    ),
  ];

  function facility(kind: Kind, name: string, place: Place, year: number): Facility {
    const { now, before } = communesOf(place);
    const since = year < 2019 ? '2019-01-01' : `${year}-${year === 2025 ? '04' : '09'}-05`;
    return {
      layer: 'facility',
      id: idOf(seed, `facility ${name}`),
      geometry: { type: 'Point', coordinates: toPosition(place) },
      properties: { name: name.normalize('NFC'), kind, commune_name: now, year_built: year },
      ...lifeThrough<'facility'>(since, before === now ? [] : [{ on: reform, before: { commune_name: before } }]),
    };
  }

  /** Seats of commands came with the new communes; the health stations were there before. */
  function ofCommune({ name, kind, district, middle }: Unit, chance: Random): Facility[] {
    const word = kind === 'ward' ? 'phường' : 'xã';
    const seat: Facility = {
      layer: 'facility',
      id: idOf(seed, `command seat ${name} ${district}`),
      geometry: { type: 'Point', coordinates: toPosition(beside(middle, 'command_seat')) },
      properties: {
        name: `Trụ sở Ban CHQS ${word} ${name}`,
        kind: 'command_seat',
        commune_name: name,
        year_built: chance.whole(1995, 2020),
      },
      validFrom: reform,
      validTo: null,
    };
    const station = facility(
      'health_station',
      `Trạm Y tế ${word} ${name}`,
      beside(middle, 'health_station'),
      chance.whole(1994, 2022),
    );
    return [seat, station];
  }

  function beside([x, y]: Place, kind: Kind): Place {
    const angle = random.between(0, 2 * Math.PI);
    const reach = kind === 'base_station' ? random.between(120, 220) : random.between(30, 140);
    return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)];
  }
}
