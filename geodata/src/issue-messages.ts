import type { IssueMessages } from './issue.ts';
import { surveyIssueMessages } from './survey-issue-messages.ts';
import { say } from './text.ts';

/**
 * What each finding is called: the thing, and the way out. `{name}` stands for a value of the issue's context. Options of the
 * command line are no way out on a page: they stand in `command-line-messages.ts`.
 */
export const issueMessages = {
  'file-empty': say('Tệp rỗng. Hãy chọn lại tệp.', 'The file is empty. Choose the file again.'),
  'file-unreadable': say(
    'Không đọc được tệp từ byte {offset}: {reason}. Hãy xuất lại tệp thành GeoJSON hoặc FlatGeobuf.',
    'The file cannot be read at byte {offset}: {reason}. Export it again as GeoJSON or FlatGeobuf.',
  ),
  'file-encoding': say(
    'Chữ trong tệp không phải UTF-8 (có vẻ là {encoding}). Hãy lưu lại tệp với bảng mã UTF-8.',
    'The text of the file is not UTF-8 (it looks like {encoding}). Save the file again as UTF-8.',
  ),
  'file-truncated': say(
    'Tệp bị cắt cụt: chỉ đọc được {read} đối tượng. Hãy chép hoặc tải lại toàn bộ tệp.',
    'The file is cut off: only {read} features could be read. Copy or download the whole file again.',
  ),
  'no-features': say('Tệp không có đối tượng nào.', 'The file has no features.'),
  'feature-unreadable': say(
    'Không đọc được đối tượng này: {reason}. Hãy sửa hoặc xóa nó trong tệp nguồn.',
    'This feature cannot be read: {reason}. Correct or remove it in the source file.',
  ),
  'geometry-missing': say(
    'Đối tượng không có hình học. Hãy vẽ hoặc xóa nó trong tệp nguồn.',
    'The feature has no geometry. Draw it or remove it in the source file.',
  ),
  'geometry-wrong-type': say(
    'Hình học là {found}, lớp này cần {wanted}. Hãy chọn đúng lớp, hoặc chỉ lấy phần hợp với lớp này.',
    'The geometry is {found}, this layer takes {wanted}. Choose the right layer, or take only what fits this one.',
  ),
  'geometry-invalid': say(
    'Hình học sai: {reason}. Hãy sửa trong tệp nguồn, hoặc để hệ thống tự sửa hình.',
    'The geometry is invalid: {reason}. Correct it in the source file, or have the shape repaired.',
  ),
  'geometry-too-short': say(
    'Đường hoặc vòng khép kín có quá ít điểm khác nhau. Hãy xóa hoặc vẽ lại nó.',
    'A line or ring has too few different points. Remove it or draw it again.',
  ),
  'ring-unclosed': say(
    'Vòng ranh giới không khép kín. Hãy khép lại, hoặc để hệ thống tự sửa hình.',
    'A ring is not closed. Close it, or have the shape repaired.',
  ),
  'ring-self-crossing': say(
    'Vòng ranh giới tự cắt. Hãy vẽ lại chỗ cắt, hoặc để hệ thống tự tách vùng.',
    'A ring crosses itself. Redraw it there, or have the area split.',
  ),
  'rings-crossing': say(
    'Hai vòng ranh giới của cùng một vùng cắt nhau. Hãy vẽ lại, hoặc để hệ thống tự sửa hình.',
    'Two rings of one area cross. Redraw them, or have the shape repaired.',
  ),
  'hole-outside': say(
    'Lỗ thủng nằm ngoài vùng của nó. Hãy xóa nó, hoặc để hệ thống tự sửa hình.',
    'A hole lies outside its area. Remove it, or have the shape repaired.',
  ),
  'parts-overlapping': say(
    'Các phần của một vùng nằm chồng lên nhau. Hãy bỏ phần thừa, hoặc để hệ thống tự sửa hình.',
    'Parts of one area lie on one another. Remove one, or have the shape repaired.',
  ),
  'geometry-repaired': say('Hình học đã được sửa: {reason}.', 'The geometry was repaired: {reason}.'),
  'elevation-dropped': say(
    'Độ cao trong hình học của {count} đối tượng không được lưu: bản đồ chỉ có hai chiều.',
    'The heights in the geometry of {count} features are not kept: the map has two dimensions.',
  ),
  'coordinate-not-finite': say(
    'Tọa độ không phải là số ({value}). Hãy sửa trong tệp nguồn.',
    'A coordinate is not a number ({value}). Correct it in the source file.',
  ),
  'coordinate-out-of-range': say(
    'Tọa độ {x}, {y} không phải là kinh độ và vĩ độ. Nếu là mét, hãy chọn hệ tọa độ của tệp.',
    'The coordinates {x}, {y} are no longitude and latitude. If they are metres, choose the coordinate system of the file.',
  ),
  'coordinate-axes-swapped': say(
    'Vĩ độ đứng trước kinh độ. Hãy đổi lại trong tệp nguồn, hoặc đổi chỗ X và Y.',
    'Latitude stands before longitude. Change them in the source file, or have X and Y swapped.',
  ),
  'coordinate-unreadable': say(
    'Không hiểu tọa độ “{text}”. Ví dụ: 21,9785 106,7106 hoặc 21°58′42″B 106°42′38″Đ.',
    'The coordinates “{text}” are not understood. For example: 21.9785 106.7106 or 21°58′42″N 106°42′38″E.',
  ),
  'coordinate-zone-missing': say(
    'Tọa độ VN-2000 “{text}” cần kinh tuyến trục. Hãy chọn múi chiếu, ví dụ 107°15′ cho Lạng Sơn.',
    'The VN-2000 coordinates “{text}” need their central meridian. Choose the zone, for example 107°15′ for Lạng Sơn.',
  ),
  'crs-mismatch': say(
    'Tệp ghi hệ tọa độ {stated}, nhưng tọa độ chỉ khớp với tỉnh trong {likelyName} ({share} %{order}). Nếu đúng, hãy đọc tệp theo hệ đó.',
    'The file says {stated}, but its coordinates fit the province only in {likelyName} ({share} %{order}). If so, read it in that system.',
  ),
  'crs-unknown': say(
    'Không biết hệ tọa độ “{stated}” của tệp. Hãy chọn hệ đúng, ví dụ EPSG:9215.',
    'The coordinate system “{stated}” of the file is not known. Choose the right one, for example EPSG:9215.',
  ),
  'crs-unsupported': say(
    'Hệ tọa độ {stated} không dùng được: {reason}. Hãy đổi tệp sang WGS 84 hoặc VN-2000 rồi gửi lại.',
    'The coordinate system {stated} cannot be used: {reason}. Convert the file to WGS 84 or VN-2000 and send it again.',
  ),
  'crs-behind-features': say(
    'Hệ tọa độ {stated} chỉ được ghi sau các đối tượng. Hãy chọn hệ đó cho cả tệp.',
    'The coordinate system {stated} is stated only behind the features. Choose it for the whole file.',
  ),
  'datum-suspected': say(
    'Có lẽ tệp là kinh vĩ độ VN-2000 nhưng ghi là WGS 84 (lệch {metres} m): các vị trí trong tệp cách ranh giới và đường đã có khoảng {before} m, nếu coi là VN-2000 chỉ còn {after} m. Nếu đúng, hãy đọc tệp theo VN-2000 ({likely}).',
    'The file is probably VN-2000 latitude and longitude labelled WGS 84 ({metres} m off): its places lie about {before} m from the boundaries and roads known here, and only {after} m when taken for VN-2000. If so, read it as VN-2000 ({likely}).',
  ),
  'outside-province': say(
    'Nằm ngoài tỉnh hơn {kilometres} km (kinh độ {longitude}, vĩ độ {latitude}). Hãy kiểm tra hệ tọa độ hoặc bỏ đối tượng này.',
    'Lies more than {kilometres} km outside the province (longitude {longitude}, latitude {latitude}). Check the coordinate system or leave the feature out.',
  ),
  'property-missing': say(
    'Thiếu giá trị. Hãy điền trong tệp, hoặc đặt một giá trị cho mọi đối tượng.',
    'The value is missing. Fill it in the file, or set one value for all features.',
  ),
  'column-missing': say(
    'Tệp không có cột cho thuộc tính bắt buộc này ({count} đối tượng). Hãy chọn cột (tệp có: {columns}), hoặc đặt một giá trị chung, ví dụ {example}.',
    'The file has no column for this required attribute ({count} features). Choose a column (the file has: {columns}), or set one value for all, for example {example}.',
  ),
  'field-unknown': say(
    'Lớp này không có thuộc tính “{property}”. Các thuộc tính: {fields}.',
    'This layer has no attribute “{property}”. Its attributes: {fields}.',
  ),
  'property-invalid': say(
    'Giá trị “{value}” không hợp lệ: cần {expected}.',
    'The value “{value}” does not fit: {expected} is wanted.',
  ),
  'columns-unused': say(
    'Các cột không được nhập: {columns}. Cột nào cần, hãy ghép với một thuộc tính.',
    'Columns that are not imported: {columns}. Join those that are needed to an attribute.',
  ),
  'identifier-repeated': say(
    'Mã {id} có ở hai đối tượng trong tệp. Hãy giữ một.',
    'The id {id} stands at two features of the file. Keep one.',
  ),
  'identifier-exists': say(
    'Mã {id} đã có trong dữ liệu. Hãy cập nhật đối tượng đó, hoặc xóa mã để thêm như đối tượng mới.',
    'The id {id} is in the register already. Update that feature, or remove the id to add a new one.',
  ),
  'register-refused': say(
    'Cơ sở dữ liệu không nhận: {reason}. Không có gì được lưu.',
    'The database refused the data: {reason}. Nothing was stored.',
  ),
  'too-many-features': say(
    'Tệp có hơn {limit} đối tượng. Hãy chia tệp.',
    'The file has more than {limit} features. Divide it.',
  ),
  'too-many-vertices': say(
    'Tệp có hơn {limit} điểm. Hãy chia tệp.',
    'The file has more than {limit} points. Divide it.',
  ),
  'nested-too-deep': say(
    'Đối tượng lồng nhau hơn {limit} tầng, có thể tệp đã hỏng.',
    'The feature is nested deeper than {limit} levels; the file may be damaged.',
  ),
  ...surveyIssueMessages,
} as const satisfies IssueMessages;
