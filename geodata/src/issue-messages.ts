import type { IssueMessages } from './issue.ts';
import { surveyIssueMessages } from './survey-issue-messages.ts';
import { say } from './text.ts';

/** What each finding is called: the thing, and the way out. `{name}` stands for a value of the issue's context. */
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
    'Hình học sai: {reason}. Hãy sửa trong tệp nguồn hoặc nhập với --repair.',
    'The geometry is invalid: {reason}. Correct it in the source file or import with --repair.',
  ),
  'geometry-too-short': say(
    'Đường hoặc vòng khép kín có quá ít điểm khác nhau. Hãy xóa hoặc vẽ lại nó.',
    'A line or ring has too few different points. Remove it or draw it again.',
  ),
  'ring-unclosed': say(
    'Vòng ranh giới không khép kín. Nhập với --repair để khép lại.',
    'A ring is not closed. Import with --repair to close it.',
  ),
  'ring-self-crossing': say(
    'Vòng ranh giới tự cắt. Hãy vẽ lại chỗ cắt, hoặc nhập với --repair để tách vùng.',
    'A ring crosses itself. Redraw it there, or import with --repair to split the area.',
  ),
  'rings-crossing': say(
    'Hai vòng ranh giới của cùng một vùng cắt nhau. Hãy vẽ lại, hoặc nhập với --repair.',
    'Two rings of one area cross. Redraw them, or import with --repair.',
  ),
  'hole-outside': say(
    'Lỗ thủng nằm ngoài vùng của nó. Hãy xóa nó, hoặc nhập với --repair.',
    'A hole lies outside its area. Remove it, or import with --repair.',
  ),
  'parts-overlapping': say(
    'Các phần của một vùng nằm chồng lên nhau. Hãy bỏ phần thừa, hoặc nhập với --repair.',
    'Parts of one area lie on one another. Remove one, or import with --repair.',
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
    'Tọa độ {x}, {y} không phải là kinh độ và vĩ độ. Nếu là mét, hãy ghi hệ tọa độ bằng --crs.',
    'The coordinates {x}, {y} are no longitude and latitude. If they are metres, state the system with --crs.',
  ),
  'coordinate-axes-swapped': say(
    'Vĩ độ đứng trước kinh độ. Hãy đổi lại trong tệp nguồn, hoặc nhập với --repair.',
    'Latitude stands before longitude. Change them in the source file, or import with --repair.',
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
    'Tệp ghi hệ tọa độ {stated}, nhưng tọa độ chỉ khớp với tỉnh trong {likelyName}, {likely} ({share} %{order}). Nếu đúng, hãy nhập lại với --crs {likely}.',
    'The file says {stated}, but its coordinates fit the province only in {likelyName}, {likely} ({share} %{order}). If so, import it again with --crs {likely}.',
  ),
  'crs-unknown': say(
    'Không biết hệ tọa độ “{stated}” của tệp. Hãy ghi hệ đúng bằng --crs, ví dụ --crs EPSG:9215.',
    'The coordinate system “{stated}” of the file is not known. State the right one with --crs, for example --crs EPSG:9215.',
  ),
  'crs-unsupported': say(
    'Hệ tọa độ {stated} không dùng được: {reason}. Hãy đổi tệp sang WGS 84 hoặc VN-2000 rồi gửi lại.',
    'The coordinate system {stated} cannot be used: {reason}. Convert the file to WGS 84 or VN-2000 and send it again.',
  ),
  'crs-behind-features': say(
    'Hệ tọa độ {stated} chỉ được ghi sau các đối tượng. Hãy nhập lại với --crs {stated}.',
    'The coordinate system {stated} is stated only behind the features. Import again with --crs {stated}.',
  ),
  'datum-suspected': say(
    'Có lẽ tệp là kinh vĩ độ VN-2000 nhưng ghi là WGS 84 (lệch {metres} m): các vị trí trong tệp cách ranh giới và đường đã có khoảng {before} m, nếu coi là VN-2000 chỉ còn {after} m. Nếu đúng, hãy nhập lại với --crs {likely}.',
    'The file is probably VN-2000 latitude and longitude labelled WGS 84 ({metres} m off): its places lie about {before} m from the boundaries and roads known here, and only {after} m when taken for VN-2000. If so, import it again with --crs {likely}.',
  ),
  'outside-province': say(
    'Nằm ngoài tỉnh hơn {kilometres} km (kinh độ {longitude}, vĩ độ {latitude}). Hãy kiểm tra hệ tọa độ hoặc bỏ đối tượng này.',
    'Lies more than {kilometres} km outside the province (longitude {longitude}, latitude {latitude}). Check the coordinate system or leave the feature out.',
  ),
  'property-missing': say(
    'Thiếu giá trị. Hãy điền trong tệp, hoặc đặt cho mọi đối tượng bằng --set {property}=…',
    'The value is missing. Fill it in the file, or set it for all features with --set {property}=…',
  ),
  'column-missing': say(
    'Tệp không có cột cho thuộc tính bắt buộc này ({count} đối tượng). Hãy chỉ cột bằng --map {property}=CỘT (tệp có: {columns}) hoặc đặt một giá trị bằng --set {property}={example}.',
    'The file has no column for this required attribute ({count} features). Point at one with --map {property}=COLUMN (the file has: {columns}) or set one value with --set {property}={example}.',
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
    'Các cột không được nhập: {columns}. Cột nào cần, hãy nối với một thuộc tính bằng --map.',
    'Columns that are not imported: {columns}. Join those that are needed to an attribute with --map.',
  ),
  'identifier-repeated': say(
    'Mã {id} có ở hai đối tượng trong tệp. Hãy giữ một.',
    'The id {id} stands at two features of the file. Keep one.',
  ),
  'identifier-exists': say(
    'Mã {id} đã có trong dữ liệu. Nhập với --existing update để thay, hoặc --existing new để thêm như đối tượng mới.',
    'The id {id} is in the register already. Import with --existing update to replace it, or --existing new to add a new feature.',
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
