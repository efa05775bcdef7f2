import { type ExistingFeatures, existingFeatures } from '@phen-dau/api';
import { layerIds, say } from '@phen-dau/geodata';

const layers = layerIds.join(' ');
const choices: readonly ExistingFeatures[] = existingFeatures;

/** What the import command says about itself and about arguments it cannot use. */
export const importWords = {
  summary: say(
    `Đọc tệp GeoJSON, GeoJSON từng dòng hoặc FlatGeobuf vào một lớp: tất cả hoặc không gì cả.
  --layer LỚP            ${layers}
  --map TRƯỜNG=CỘT       lấy thuộc tính từ cột có tên khác (dùng được nhiều lần)
  --set TRƯỜNG=GIÁ_TRỊ   đặt một giá trị cho mọi đối tượng, kể cả valid_from=2025-07-01 (nhiều lần)
  --crs EPSG:MÃ          hệ tọa độ của tệp, dù tệp ghi gì (EPSG:9215 là VN-2000 107°15′)
  --repair               sửa hình học khi chỉ có một cách đúng, thay vì từ chối tệp
  --existing CÁCH        đối tượng có mã đã biết: ${choices.join(', ')} (refuse)
  --why LÝ_DO            ghi vào lịch sử và nhật ký
  --province TỈNH        tỉnh có múi VN-2000 được gợi ý trước khi nghi ngờ hệ tọa độ (PROVINCE)`,
    `Reads a GeoJSON, GeoJSON sequence or FlatGeobuf file into a layer: all of it or nothing.
  --layer LAYER          ${layers}
  --map FIELD=COLUMN     takes a field from a column of another name (again for more)
  --set FIELD=VALUE      gives every feature this value, also valid_from=2025-07-01 (again for more)
  --crs EPSG:CODE        the file's coordinate system, whatever the file says (EPSG:9215 is VN-2000 107°15′)
  --repair               repairs bad geometry where there is one sound way, instead of refusing the file
  --existing WHAT        features whose id is known already: ${choices.join(', ')} (refuse)
  --why REASON           kept in the history and the audit
  --province NAME        whose VN-2000 zone to name first when the file's system is in doubt (PROVINCE)`,
  ),
  oneFile: say('Hãy ghi tên một tệp cần nhập.', 'Name one file to import.'),
  noLayer: say(
    `Hãy chọn lớp bằng --layer, một trong: ${layerIds.join(', ')}.`,
    `Name the layer with --layer, one of: ${layerIds.join(', ')}.`,
  ),
  noSuchWay: say(
    `--existing nhận một trong: ${choices.join(', ')}.`,
    `--existing takes one of: ${choices.join(', ')}.`,
  ),
  noProvince: say('--province: không có tỉnh này.', '--province: there is no such province.'),
  noAssignment: say('--map và --set nhận dạng TÊN=GIÁ_TRỊ.', '--map and --set take NAME=VALUE.'),
} as const;
