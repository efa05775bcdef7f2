import { foldDiacritics } from '../text.ts';
import { type Vn2000Zone, zoneOfMeridian } from './vn2000.ts';

/**
 * The axis of each province's three-degree zone, degrees east. The axis belongs to the file, not to the place: the mergers
 * of July 2025 moved some, and older files keep theirs, so both tables are needed. Before: Circular 973/2001/TT-TCDC as in
 * EPSG 10.076. Since: appendix of Circular 24/2025/TT-BNNMT, from a secondary transcription.
 */
// biome-ignore format: a table reads better packed
const sinceJuly2025: Readonly<Record<string, number>> = {
  'An Giang': 104.75, 'Bắc Ninh': 107, 'Cà Mau': 104.5, 'Cao Bằng': 105.75, 'Đắk Lắk': 108.5, 'Điện Biên': 103,
  'Đồng Nai': 107.75, 'Đồng Tháp': 105, 'Gia Lai': 108.25, 'Hà Tĩnh': 105.5, 'Hưng Yên': 105.5, 'Khánh Hòa': 108.25,
  'Lai Châu': 104.75, 'Lạng Sơn': 107.25, 'Lào Cai': 104.75, 'Lâm Đồng': 107.75, 'Nghệ An': 104.75, 'Ninh Bình': 105,
  'Phú Thọ': 104.75, 'Quảng Ngãi': 108, 'Quảng Ninh': 107.75, 'Quảng Trị': 106, 'Sơn La': 104, 'Tây Ninh': 105.75,
  'Thái Nguyên': 106.5, 'Thanh Hóa': 105, 'Cần Thơ': 105, 'Đà Nẵng': 107.75, 'Hà Nội': 105, 'Hải Phòng': 105.75,
  'Hồ Chí Minh': 105.75, 'Huế': 107, 'Tuyên Quang': 106, 'Vĩnh Long': 105.5,
};

// biome-ignore format: a table reads better packed
const beforeJuly2025: Readonly<Record<string, number>> = {
  'An Giang': 104.75, 'Bà Rịa - Vũng Tàu': 107.75, 'Bắc Giang': 107, 'Bắc Kạn': 106.5, 'Bạc Liêu': 105, 'Bắc Ninh': 105.5,
  'Bến Tre': 105.75, 'Bình Định': 108.25, 'Bình Dương': 105.75, 'Bình Phước': 106.25, 'Bình Thuận': 108.5, 'Cà Mau': 104.5,
  'Cần Thơ': 105, 'Cao Bằng': 105.75, 'Đà Nẵng': 107.75, 'Đắk Lắk': 108.5, 'Đắk Nông': 108.5, 'Điện Biên': 103,
  'Đồng Nai': 107.75, 'Đồng Tháp': 105, 'Gia Lai': 108.5, 'Hà Giang': 105.5, 'Hà Nam': 105, 'Hà Nội': 105, 'Hà Tây': 105,
  'Hà Tĩnh': 105.5, 'Hải Dương': 105.5, 'Hải Phòng': 105.75, 'Hậu Giang': 105, 'Hồ Chí Minh': 105.75, 'Hòa Bình': 106,
  'Hưng Yên': 105.5, 'Khánh Hòa': 108.25, 'Kiên Giang': 104.5, 'Kon Tum': 107.5, 'Lai Châu': 103, 'Lâm Đồng': 107.75,
  'Lạng Sơn': 107.25, 'Lào Cai': 104.75, 'Long An': 105.75, 'Nam Định': 105.5, 'Nghệ An': 104.75, 'Ninh Bình': 105,
  'Ninh Thuận': 108.25, 'Phú Thọ': 104.75, 'Phú Yên': 108.5, 'Quảng Bình': 106, 'Quảng Nam': 107.75, 'Quảng Ngãi': 108,
  'Quảng Ninh': 107.75, 'Quảng Trị': 106.25, 'Sóc Trăng': 105.5, 'Sơn La': 104, 'Tây Ninh': 105.5, 'Thái Bình': 105.5,
  'Thái Nguyên': 106.5, 'Thanh Hóa': 105, 'Thừa Thiên Huế': 107, 'Tiền Giang': 105.75, 'Trà Vinh': 105.5,
  'Tuyên Quang': 106, 'Vĩnh Long': 105.5, 'Vĩnh Phúc': 105, 'Yên Bái': 104.75,
};

/** What joined a province in July 2025 (Resolution 202/2025/QH15): files made there before have the axis of the old one. */
// biome-ignore format: a table reads better packed
const joinedInJuly2025: Readonly<Record<string, readonly string[]>> = {
  'An Giang': ['Kiên Giang'], 'Bắc Ninh': ['Bắc Giang'], 'Cà Mau': ['Bạc Liêu'], 'Cần Thơ': ['Hậu Giang', 'Sóc Trăng'],
  'Đà Nẵng': ['Quảng Nam'], 'Đắk Lắk': ['Phú Yên'], 'Đồng Nai': ['Bình Phước'], 'Đồng Tháp': ['Tiền Giang'],
  'Gia Lai': ['Bình Định'], 'Hà Nội': ['Hà Tây'], 'Hải Phòng': ['Hải Dương'], 'Hồ Chí Minh': ['Bình Dương', 'Bà Rịa - Vũng Tàu'],
  'Huế': ['Thừa Thiên Huế'], 'Hưng Yên': ['Thái Bình'], 'Khánh Hòa': ['Ninh Thuận'], 'Lào Cai': ['Yên Bái'],
  'Lâm Đồng': ['Bình Thuận', 'Đắk Nông'], 'Ninh Bình': ['Hà Nam', 'Nam Định'], 'Phú Thọ': ['Hòa Bình', 'Vĩnh Phúc'],
  'Quảng Ngãi': ['Kon Tum'], 'Quảng Trị': ['Quảng Bình'], 'Tây Ninh': ['Long An'], 'Thái Nguyên': ['Bắc Kạn'],
  'Tuyên Quang': ['Hà Giang'], 'Vĩnh Long': ['Bến Tre', 'Trà Vinh'],
};

/** Which table a file's axis comes from. */
export type ProvinceDivision = 'since-july-2025' | 'before-july-2025';

/** The names of the provinces of one division, as written in Vietnamese. */
export const provinceNames = (division: ProvinceDivision): string[] => Object.keys(tableOf(division));

/** The three-degree zone of a province (its name with or without diacritics), or undefined when there is no such province. */
export function zoneOfProvince(name: string, division: ProvinceDivision = 'since-july-2025'): Vn2000Zone | undefined {
  const wanted = plain(name);
  const found = Object.entries(tableOf(division)).find(([province]) => plain(province) === wanted);
  return found && zoneOfMeridian(found[1]);
}

/** An axis that files of a province may have. */
export interface ProvinceZone {
  readonly zone: Vn2000Zone;
  readonly division: ProvinceDivision;
}

/** Every axis that files of one of today's provinces may have: its own, and before July 2025 those of all it was made of.
 * Empty when there is no such province. */
export function zonesOfProvince(name: string): ProvinceZone[] {
  const province = provinceNames('since-july-2025').find((each) => plain(each) === plain(name));
  if (province === undefined) return [];
  const found = new Map<string, ProvinceZone>();
  const add = (of: string, division: ProvinceDivision) => {
    const zone = zoneOfProvince(of, division);
    if (zone) found.set(`${division} ${zone.epsg}`, { zone, division });
  };
  add(province, 'since-july-2025');
  for (const old of [province, ...(joinedInJuly2025[province] ?? [])]) add(old, 'before-july-2025');
  return [...found.values()];
}

const tableOf = (division: ProvinceDivision) => (division === 'since-july-2025' ? sinceJuly2025 : beforeJuly2025);
const plain = (name: string) => foldDiacritics(name).replace(/[^a-z]/g, '');
