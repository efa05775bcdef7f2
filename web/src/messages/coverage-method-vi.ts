import type { MeasureParameters } from '@phen-dau/geodata';

/** Each parameter as a sentence says it: a distance with its unit, words of the register in a list. */
export type ToldParameters = Readonly<Record<keyof MeasureParameters, string>>;

/** How the numbers of coverage are computed, in Vietnamese. What can be set is taken from the parameters, never written here. */
export const methodVi = {
  reset: 'Về giá trị của tỉnh',
  changed: 'Tham số khác với tỉnh',
  becomes: (from: string, to: string) => `${from} → ${to}`,
  set: 'Đặt cho cả tỉnh',
  setTitle: 'Đặt tham số cho cả tỉnh',
  setEffect:
    'Từ nay mọi người thấy số liệu tính bằng các giá trị này. Các tháng đã khóa giữ nguyên. Nhật ký ghi lại ai đã đặt.',
  setConfirm: 'Đặt cho cả tỉnh',
  setBusy: 'Đang đặt…',
  setDone: 'Đã đặt tham số cho cả tỉnh.',
  province: (value: string) => `tỉnh dùng ${value}`,
  slider: {
    border: 'Khoảng cách từ biên giới đến đường',
    access: 'Khoảng cách từ mốc đến đường',
    light: 'Tầm chiếu của đèn',
    gap: 'Chỗ hở ngắn nhất được liệt kê',
    minutes: 'Thời gian đi',
    visits: 'Đi thường xuyên: ít nhất',
  },
  formula: {
    markers: (told: ToldParameters) =>
      `Số mốc cách ${told.networkKinds} (${told.usableStatuses}) không quá ${told.accessMetres}, chia cho tổng số mốc.`,
    network: (told: ToldParameters) =>
      `Chiều dài biên giới cách ${told.networkKinds} (${told.usableStatuses}) không quá ${told.borderMetres}, chia cho cả chiều dài biên giới.`,
    paved: (told: ToldParameters) =>
      `Chiều dài ${told.pavedKinds} (${told.usableStatuses}) có mặt ${told.pavedSurfaces}, chia cho cả chiều dài các đường ấy.`,
    lit: (told: ToldParameters) =>
      `Chiều dài ${told.litKinds} (${told.usableStatuses}) cách một đèn (${told.workingStatuses}) không quá ${told.lightMetres}, chia cho cả chiều dài các đường ấy. Là tầm với của đèn, không phải độ rọi.`,
    active: (told: ToldParameters) =>
      `Chiều dài ${told.activeKinds} (${told.usableStatuses}) có vết đã duyệt đi qua trong kỳ, mỗi mét tính một lần, chia cho cả chiều dài các đường ấy. Vết nằm trên đường khi cách không quá ${told.matchMetres} và không có đường khác gần hơn ${told.rivalMetres} trở lên; hai điểm cách nhau quá ${told.fixGapMetres} không nối với nhau.`,
  },
  lamps: (told: ToldParameters) =>
    `Số đèn: mọi đèn của đồn, trừ đèn ${told.removedStatuses}; còn sáng là đèn ${told.workingStatuses}. Số đèn trên km: đèn còn sáng cách các đường ấy không quá ${told.lightMetres}, mỗi đèn tính cho đường gần nhất, chia cho chiều dài đường. Khoảng cách: trung vị của quãng đường giữa hai đèn liền nhau.`,
  regular: (told: ToldParameters) =>
    `Đi thường xuyên: phần chiều dài có vết của ít nhất ${told.visitDays} khác nhau trong kỳ. Ngày bắt đầu lúc nửa đêm giờ ${told.dayStartsMinutesEast}.`,
  reachTitle: 'Tầm với theo đường',
  reach: (told: ToldParameters) =>
    `Đường ${told.usableStatuses} mà đồn đến được trong ${told.reachMinutes}, đo dọc đường chứ không phải vòng tròn. Tốc độ: ${told.speedsKmPerHour}; đi bộ từ đồn ra đường, từ đường tới mốc và trên mặt đường không kể ở trên ${told.offRoadKmPerHour}. Đầu đường cách đường khác không quá ${told.joinMetres} thì nối vào nhau. Nơi cách mọi con đường quá ${told.snapMetres} là không có đường đến, không phải 0 phút. Thời gian và số km đều theo lối nhanh nhất.`,
  effort: (told: ToldParameters) =>
    `Là tổng, khác với độ phủ: đi hai lần tính hai lần. Ngày tuần tra: mỗi chuyến, mỗi ngày (giờ ${told.dayStartsMinutesEast}) có đi tính một. Nhiều máy của một chuyến chạy cùng lúc chỉ tính một; hai điểm cách nhau quá ${told.fixGapMetres} không nối, hai ngày không bao giờ nối. Vết khảo sát phủ đường nhưng không phải công sức; vết không ghi ngày không tính.`,
  all: 'Mọi tham số',
  group: {
    distances: 'Khoảng cách',
    counted: 'Cái gì được tính',
    tracks: 'Vết tuần tra',
    ways: 'Đường đi và thời gian',
  },
  source: {
    distances: 'Mặc định theo mục tiêu của các chương trình.',
    counted: 'Mặc định theo danh mục của sổ.',
    tracks: 'Mặc định là giả định về sai số của máy GPS cầm tay; ngày theo giờ địa phương.',
    ways: 'Mặc định là giả định: đi xe máy trên đường, đi bộ trên đường mòn.',
  },
  parameter: {
    borderMetres: 'Biên giới có đường trong',
    accessMetres: 'Mốc có đường trong',
    lightMetres: 'Tầm chiếu của đèn',
    gapMetres: 'Chỗ hở được liệt kê từ',
    networkKinds: 'Đường phủ biên giới và mốc',
    pavedKinds: 'Đường xét cứng hóa',
    litKinds: 'Đường xét đèn',
    activeKinds: 'Đường xét tuần tra',
    pavedSurfaces: 'Mặt đường là cứng hóa',
    usableStatuses: 'Đường dùng được',
    workingStatuses: 'Đèn còn sáng',
    removedStatuses: 'Đèn không kể',
    matchMetres: 'Vết nằm trên đường trong',
    rivalMetres: 'Đường khác gần hơn thì nhường',
    fixGapMetres: 'Không nối hai điểm cách quá',
    visitDays: 'Đi thường xuyên từ',
    dayStartsMinutesEast: 'Múi giờ của ngày',
    joinMetres: 'Nối đầu đường trong',
    snapMetres: 'Từ đường đến nơi xa nhất',
    speedsKmPerHour: 'Tốc độ theo mặt đường',
    offRoadKmPerHour: 'Tốc độ đi bộ ngoài đường',
    reachMinutes: 'Tầm với được vẽ',
  },
  origin: { default: 'mặc định', province: 'tỉnh đặt', tried: 'đang thử' },
  nothing: 'không loại nào',
  administrator:
    'Tham số không có thanh trượt do người rà soát hoặc quản trị đặt qua API (PUT /api/coverage/parameters), có ghi nhật ký.',
  exact: 'Tính bằng khoảng lý trình trên ellipsoid WGS 84, không xấp xỉ bằng vùng đệm. Chỉ dữ liệu đã duyệt được tính.',
  basis: 'Căn cứ',
  asOf: 'Tình trạng ngày',
  period: 'Kỳ tuần tra',
  wholeTime: 'mọi lúc',
  fromTo: (from: string, to: string) => `${from} – ${to}`,
  dataVersion: 'Phiên bản dữ liệu',
  rows: 'Số đối tượng đã dùng',
  where: 'Tính ở',
  browser: 'trình duyệt này, bằng đúng các hàm của máy chủ',
  server: 'máy chủ',
};
