import { type Place, toPosition } from './frame.ts';
import { itemAt } from './polyline.ts';
import type { Post } from './posts.ts';
import { idOf, type Random, randomOf } from './random.ts';
import type { DemonstrationFeature, PropertiesOf } from './types.ts';
import type { Village } from './villages.ts';

type Kind = PropertiesOf<'facility'>['kind'];

/** Reported: 2 international gates, 1 bilateral, 9 auxiliary crossings, 1 railway link. [post, kind, name, share of its road] */
const gates: readonly (readonly [post: string, kind: Kind, name: string, share: number])[] = [
  ['huu-nghi', 'international_gate', 'Cửa khẩu quốc tế Hữu Nghị', 0.42],
  ['chi-ma', 'international_gate', 'Cửa khẩu quốc tế Chi Ma', 0.5],
  ['huu-nghi', 'railway_link', 'Ga đường sắt liên vận quốc tế Đồng Đăng', 0.12],
  ['binh-nghi', 'bilateral_gate', 'Cửa khẩu song phương Bình Nghi', 0.55],
  ['tan-thanh', 'auxiliary_crossing', 'Cửa khẩu phụ Tân Thanh', 0.6],
  ['tan-thanh', 'auxiliary_crossing', 'Cửa khẩu phụ Cốc Nam', 0.85],
  ['na-hinh', 'auxiliary_crossing', 'Cửa khẩu phụ Na Hình', 0.5],
  ['na-hinh', 'auxiliary_crossing', 'Cửa khẩu phụ Na Nưa', 0.25],
  ['po-ma', 'auxiliary_crossing', 'Cửa khẩu phụ Nà Nưa Pò Mã', 0.6],
  ['bao-lam', 'auxiliary_crossing', 'Cửa khẩu phụ Pò Nhùng', 0.45],
  ['thanh-loa', 'auxiliary_crossing', 'Lối mở Co Sâu', 0.4],
  ['ba-son', 'auxiliary_crossing', 'Lối mở Ba Sơn', 0.55],
  ['bac-xa', 'auxiliary_crossing', 'Cửa khẩu phụ Bản Chắt', 0.3],
];

/** Public buildings stand near villages; how many of each. */
const buildings: readonly (readonly [kind: Kind, name: string, count: number])[] = [
  ['school', 'Trường tiểu học', 40],
  ['schoolyard', 'Sân trường', 24],
  ['cultural_house', 'Nhà văn hóa', 36],
  ['health_station', 'Trạm y tế', 20],
  ['base_station', 'Trạm BTS', 60],
  ['command_seat', 'Ban CHQS', 18],
];

export function facilityFeatures(
  seed: number,
  posts: readonly Post[],
  along: readonly (readonly Place[])[],
  villages: readonly Village[],
  communeOf: (place: Place) => string,
): DemonstrationFeature<'facility'>[] {
  const random = randomOf(seed, 'facilities');
  const feature = (kind: Kind, name: string, place: Place, year: number): DemonstrationFeature<'facility'> => ({
    layer: 'facility',
    id: idOf(seed, `facility ${name}`),
    geometry: { type: 'Point', coordinates: toPosition(place) },
    properties: { name: name.normalize('NFC'), kind, commune_name: communeOf(place), year_built: year },
    validFrom: year < 2019 ? '2019-01-01' : `${year}-09-05`,
    validTo: null,
  });
  const atGates = gates.map(([code, kind, name, share]) => {
    const road = itemAt(
      along,
      posts.findIndex((post) => post.code === code),
    );
    return feature(kind, name, itemAt(road, Math.floor((road.length - 1) * share)), random.whole(1991, 2012));
  });
  return [...atGates, ...nearVillages(random, villages, feature)];
}

function nearVillages(
  random: Random,
  villages: readonly Village[],
  feature: (kind: Kind, name: string, place: Place, year: number) => DemonstrationFeature<'facility'>,
): DemonstrationFeature<'facility'>[] {
  return buildings.flatMap(([kind, name, count]) =>
    random
      .shuffled(villages)
      .slice(0, count)
      .map((village) => {
        const angle = random.between(0, 2 * Math.PI);
        const reach = kind === 'base_station' ? random.between(120, 220) : random.between(30, 140);
        const place: Place = [village.place[0] + reach * Math.cos(angle), village.place[1] + reach * Math.sin(angle)];
        return feature(kind, `${name} ${village.name}`, place, random.whole(2008, 2025));
      }),
  );
}
