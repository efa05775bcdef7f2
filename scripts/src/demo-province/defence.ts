import { layerById } from '@phen-dau/geodata';
import type { BorderCountry } from './border-country.ts';
import { isSimple } from './crossings.ts';
import { type Place, toPosition } from './frame.ts';
import { cellAt, middleOf } from './grid.ts';
import { itemAt } from './polyline.ts';
import type { Post } from './posts.ts';
import { idOf, type Random, randomOf } from './random.ts';
import { blob, hectares, ringPositions } from './shapes.ts';
import type { DemonstrationFeature, PropertiesOf } from './types.ts';

type Work = PropertiesOf<'defence-work'>;
const words = layerById('defence-work').fields.kind?.vocabulary ?? {};
const kinds = Object.keys(words) as Work['kind'][];
const worksOfKind = 11;

/** Places of the strip along the border chosen by chance alone: no real position is public, none is known here. */
function inventedPlaces(random: Random, { grid, offBorder }: BorderCountry, offMetres: number) {
  const cells: number[] = [];
  offBorder.forEach((off, cell) => {
    if (off > offMetres && off < Infinity) cells.push(cell);
  });
  return (): Place => {
    const [x, y] = middleOf(grid, random.pick(cells));
    return [x + random.between(-25, 25), y + random.between(-25, 25)];
  };
}

/** Every kind named in the reports, eleven of each, at invented places. */
export function defenceWorkFeatures(
  seed: number,
  country: BorderCountry,
  nearestPost: (place: Place) => Post,
): DemonstrationFeature<'defence-work'>[] {
  const random = randomOf(seed, 'defence works');
  const place = inventedPlaces(random, country, 300);
  return kinds.flatMap((kind) =>
    Array.from({ length: worksOfKind }, (_, index): DemonstrationFeature<'defence-work'> => {
      const at = place();
      const name = `${words[kind]?.label.vi} ${index + 1}`;
      const year = random.whole(1979, 2024);
      return {
        layer: 'defence-work',
        id: idOf(seed, `defence ${name}`),
        geometry: { type: 'Point', coordinates: toPosition(at) },
        properties: {
          name,
          kind,
          status: random.pick(['in_use', 'in_use', 'in_use', 'under_review', 'building', 'planned', 'handed_over']),
          post_id: nearestPost(at).id,
          year_built: year,
          area_hectares: random.whole(1, 80) / 10,
          note: 'Vị trí giả định, dữ liệu trình diễn',
        },
        validFrom: year < 2019 ? '2019-01-01' : `${year}-07-27`,
        validTo: null,
      };
    }),
  );
}

/** The border belt between the line and the patrol road (internal), defence zones and defence land (restricted). */
export function zoneFeatures(
  seed: number,
  line: readonly Place[],
  posts: readonly Post[],
  way: readonly Place[],
  country: BorderCountry,
): DemonstrationFeature<'zone'>[] {
  const random = randomOf(seed, 'zones');
  const place = inventedPlaces(random, country, 1_300);
  const zone = (
    name: string,
    kind: PropertiesOf<'zone'>['kind'],
    ring: readonly Place[],
  ): DemonstrationFeature<'zone'> => ({
    layer: 'zone',
    id: idOf(seed, `zone ${name}`),
    geometry: { type: 'MultiPolygon', coordinates: [[ringPositions(ring)]] },
    properties: {
      name,
      kind,
      area_hectares: hectares(ring),
      decision: `${random.whole(100, 2400)}/QĐ-UBND`,
      decided_on: `${random.whole(2016, 2024)}-11-11`,
    },
    validFrom: '2019-01-01',
    validTo: null,
  });
  const isInCountry = (at: Place): boolean => (country.offBorder[cellAt(country.grid, at)] ?? Infinity) < Infinity;
  const fitting = (shape: () => Place[]): Place[] => {
    for (let tries = 0; tries < 200; tries++) {
      const ring = shape();
      if (ring.every(isInCountry)) return ring;
    }
    throw new Error('No room for a zone');
  };
  const belts = posts.map((post) => zone(`Vành đai biên giới ${post.name}`, 'border_belt', beltRing(line, post, way)));
  const zones = Array.from({ length: 6 }, (_, index) =>
    zone(
      `Khu vực phòng thủ ${index + 1}`,
      'defence_zone',
      fitting(() => blob(random, place(), random.between(700, 1_100), 1.2)),
    ),
  );
  const land = Array.from({ length: 18 }, (_, index) =>
    zone(
      `Đất quốc phòng ${index + 1}`,
      'defence_land',
      fitting(() => blob(random, place(), random.between(80, 260))),
    ),
  );
  return [...belts, ...zones, ...land];
}

/** From the post's stretch of the line to its stretch of the way and back; neighbouring belts share their ends. */
function beltRing(line: readonly Place[], post: Post, way: readonly Place[]): Place[] {
  const ring = (first: number, last: number): Place[] => [
    ...line.slice(first, last + 1),
    ...[...way.slice(post.firstOfWay, post.lastOfWay + 1)].reverse(),
  ];
  // At the ends of the province the way begins and ends a little inside.
  const [fromStart, fromEnd] = [post.first === 0, post.last === line.length - 1];
  for (let trimmed = 0; trimmed < 200; trimmed += 4) {
    const places = ring(post.first + (fromStart ? trimmed : 0), post.last - (fromEnd ? trimmed : 0));
    if (isSimple([...places, itemAt(places, 0)], 500)) return places;
    if (!fromStart && !fromEnd) break;
  }
  throw new Error(`The border belt of ${post.name} crosses itself`);
}
