/** A commune-level unit of the demonstration province and the older units it was made from in July 2025. */
export interface CommuneName {
  readonly name: string;
  readonly kind: UnitKind;
  /** About where its middle lies, WGS 84 degrees to 2 km: only the order of the names on the map is real. */
  readonly longitude: number;
  readonly latitude: number;
  /** The district the older units belonged to. */
  readonly district: string;
  readonly older: readonly { readonly name: string; readonly kind: UnitKind }[];
}
export type UnitKind = 'commune' | 'ward' | 'township';

// name | rough place | district before July 2025 | older units. Bắc Xa is kept as a unit of its own although it became part
// of Kiên Mộc: the sector of that post is the one visitors look at first.
const table = `
  phường Đông Kinh | 106.78 21.8 | Thành phố Lạng Sơn | phường Đông Kinh, phường Vĩnh Trại, Yên Trạch, Mai Pha
  phường Lương Văn Tri | 106.74 21.82 | Thành phố Lạng Sơn | phường Chi Lăng, Quảng Lạc
  phường Tam Thanh | 106.74 21.88 | Thành phố Lạng Sơn | phường Tam Thanh, Hoàng Đồng
  phường Kỳ Lừa | 106.84 21.84 | Thành phố Lạng Sơn | phường Hoàng Văn Thụ, thị trấn Cao Lộc, Hợp Thành, Tân Liên, Gia Cát
  xã Đoàn Kết | 106.26 22.38 | Tràng Định | Đoàn Kết, Cao Minh, Khánh Long
  xã Quốc Khánh | 106.52 22.34 | Tràng Định | Quốc Khánh, Tri Phương, Đội Cấn
  xã Tân Tiến | 106.32 22.28 | Tràng Định | Tân Tiến, Tân Yên, Kim Đồng, Vĩnh Tiến
  xã Kháng Chiến | 106.6 22.26 | Tràng Định | Kháng Chiến, Trung Thành, Tân Minh
  xã Thất Khê | 106.44 22.3 | Tràng Định | thị trấn Thất Khê, Chi Lăng, Chí Minh, Đại Đồng
  xã Tràng Định | 106.46 22.2 | Tràng Định | Đề Thám, Hùng Sơn, Hùng Việt
  xã Quốc Việt | 106.64 22.22 | Tràng Định | Quốc Việt, Đào Viên
  xã Hoa Thám | 106.36 22.18 | Bình Gia | Hoa Thám, Hưng Đạo
  xã Quý Hòa | 106.28 22.18 | Bình Gia | Quý Hòa, Vĩnh Yên
  xã Hồng Phong | 106.42 22.06 | Bình Gia | Hồng Phong, Minh Khai
  xã Thiện Hòa | 106.2 22.08 | Bình Gia | Thiện Hòa, Yên Lỗ
  xã Thiện Thuật | 106.3 22.06 | Bình Gia | Thiện Thuật, Quang Trung
  xã Thiện Long | 106.2 21.98 | Bình Gia | Thiện Long, Hòa Bình, Tân Hòa
  xã Bình Gia | 106.34 21.98 | Bình Gia | thị trấn Bình Gia, Hoàng Văn Thụ, Mông Ân
  xã Tân Văn | 106.48 21.92 | Bình Gia | Tân Văn, Hồng Thái, Bình La
  xã Na Sầm | 106.62 22.08 | Văn Lãng | thị trấn Na Sầm, Bắc Việt, Bắc Hùng
  xã Thụy Hùng | 106.66 22.12 | Văn Lãng | Thụy Hùng, Thanh Long, Trùng Khánh
  xã Hội Hoan | 106.48 22.04 | Văn Lãng | Hội Hoan, Gia Miễn, Bắc La
  xã Văn Lãng | 106.54 22.08 | Văn Lãng | Thành Hòa, Hoàng Việt
  xã Hoàng Văn Thụ | 106.64 21.96 | Văn Lãng | Hoàng Văn Thụ, Nhạc Kỳ, Hồng Thái, Tân Mỹ
  xã Đồng Đăng | 106.72 21.94 | Cao Lộc | thị trấn Đồng Đăng, Phú Xá, Hồng Phong, Bảo Lâm
  xã Ba Sơn | 106.98 21.9 | Cao Lộc | Xuất Lễ, Cao Lâu, Mẫu Sơn
  xã Cao Lộc | 106.82 21.94 | Cao Lộc | Thạch Đạn, Thanh Lòa, Lộc Yên
  xã Công Sơn | 106.86 21.88 | Cao Lộc | Công Sơn, Hòa Cư, Hải Yến
  xã Văn Quan | 106.5 21.86 | Văn Quan | thị trấn Văn Quan, Hòa Bình, Tú Xuyên
  xã Điềm He | 106.56 21.94 | Văn Quan | Điềm He, Trấn Ninh, Liên Hội
  xã Khánh Khê | 106.68 21.86 | Văn Quan | Khánh Khê, Bình Trung, Đồng Giáp
  xã Yên Phúc | 106.54 21.82 | Văn Quan | Yên Phúc, Bình Phúc, An Sơn
  xã Tri Lễ | 106.44 21.78 | Văn Quan | Tri Lễ, Hữu Lễ, Lương Năng
  xã Tân Đoàn | 106.64 21.78 | Văn Quan | Tân Đoàn, Tràng Phái, Tân Thành
  xã Bắc Sơn | 106.34 21.92 | Bắc Sơn | thị trấn Bắc Sơn, Long Đống, Bắc Quỳnh
  xã Tân Tri | 106.16 21.88 | Bắc Sơn | Tân Tri, Đồng Ý, Vạn Thủy
  xã Hưng Vũ | 106.36 21.8 | Bắc Sơn | Hưng Vũ, Trấn Yên
  xã Vũ Lễ | 106.18 21.82 | Bắc Sơn | Vũ Lễ, Chiến Thắng
  xã Vũ Lăng | 106.28 21.84 | Bắc Sơn | Vũ Lăng, Vũ Sơn, Chiêu Vũ, Tân Lập
  xã Nhất Hòa | 106.26 21.74 | Bắc Sơn | Nhất Hòa, Nhất Tiến, Tân Thành
  xã Hữu Lũng | 106.36 21.52 | Hữu Lũng | thị trấn Hữu Lũng, Sơn Hà, Hồ Sơn
  xã Yên Bình | 106.26 21.64 | Hữu Lũng | Yên Bình, Hòa Bình, Quyết Thắng
  xã Hữu Liên | 106.38 21.68 | Hữu Lũng | Hữu Liên, Yên Thịnh
  xã Vân Nham | 106.28 21.54 | Hữu Lũng | Vân Nham, Đồng Tiến, Thanh Sơn
  xã Cai Kinh | 106.36 21.58 | Hữu Lũng | Cai Kinh, Hòa Lạc, Yên Sơn, Yên Vượng
  xã Thiện Tân | 106.22 21.56 | Hữu Lũng | Thiện Tân, Đồng Tân
  xã Tân Thành | 106.46 21.5 | Hữu Lũng | Tân Thành, Hòa Sơn, Hòa Thắng
  xã Tuấn Sơn | 106.34 21.46 | Hữu Lũng | Minh Sơn, Minh Hòa, Nhật Tiến
  xã Chi Lăng | 106.54 21.6 | Chi Lăng | thị trấn Đồng Mỏ, thị trấn Chi Lăng, Chi Lăng
  xã Bằng Mạc | 106.52 21.72 | Chi Lăng | Bằng Mạc, Bằng Hữu, Gia Lộc
  xã Chiến Thắng | 106.74 21.72 | Chi Lăng | Chiến Thắng, Vân An, Liên Sơn
  xã Nhân Lý | 106.66 21.7 | Chi Lăng | Nhân Lý, Bắc Thủy, Lâm Sơn, Mai Sao
  xã Vạn Linh | 106.48 21.64 | Chi Lăng | Vạn Linh, Hòa Bình, Y Tịch
  xã Quan Sơn | 106.72 21.6 | Chi Lăng | Quan Sơn, Hữu Kiên
  xã Na Dương | 106.92 21.68 | Lộc Bình | thị trấn Na Dương, Đông Quan, Tú Đoạn
  xã Lộc Bình | 106.9 21.78 | Lộc Bình | thị trấn Lộc Bình, Khánh Xuân, Đồng Bục, Hữu Khánh
  xã Mẫu Sơn | 107.02 21.8 | Lộc Bình | Yên Khoái, Tú Mịch, Mẫu Sơn
  xã Khuất Xá | 107.1 21.72 | Lộc Bình | Khuất Xá, Tam Gia, Tĩnh Bắc
  xã Thống Nhất | 106.82 21.68 | Lộc Bình | Thống Nhất, Minh Hiệp, Hữu Lân
  xã Lợi Bác | 106.98 21.64 | Lộc Bình | Lợi Bác, Sàn Viên
  xã Xuân Dương | 106.9 21.58 | Lộc Bình | Xuân Dương, Nam Quan, Ái Quốc
  xã Đình Lập | 107.1 21.6 | Đình Lập | thị trấn Đình Lập, Đình Lập, Bính Xá
  xã Thái Bình | 106.98 21.46 | Đình Lập | thị trấn Nông trường Thái Bình, Thái Bình, Lâm Ca
  xã Kiên Mộc | 107.2 21.58 | Đình Lập | Kiên Mộc, Cường Lợi
  xã Châu Sơn | 107.14 21.46 | Đình Lập | Châu Sơn, Bắc Lãng, Đồng Thắng
  xã Bắc Xa | 107.26 21.68 | Đình Lập | Bắc Xa
`;

const kinds: readonly (readonly [prefix: string, kind: UnitKind])[] = [
  ['phường ', 'ward'],
  ['thị trấn ', 'township'],
  ['xã ', 'commune'],
];

function unit(text: string): { name: string; kind: UnitKind } {
  const written = text.trim().normalize('NFC');
  const [prefix, kind] = kinds.find(([start]) => written.startsWith(start)) ?? (['', 'commune'] as const);
  return { name: written.slice(prefix.length), kind };
}

/** The units since July 2025. */
export const communeNames: readonly CommuneName[] = table
  .trim()
  .split('\n')
  .map((row) => {
    const [name = '', place = '', district = '', older = ''] = row.split('|');
    const [longitude = 0, latitude = 0] = place.trim().split(' ').map(Number);
    return { ...unit(name), longitude, latitude, district: district.trim(), older: older.split(',').map(unit) };
  });
