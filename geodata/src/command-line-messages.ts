import type { IssueMessages } from './issue.ts';
import { say } from './text.ts';

/** Of the findings that an option of the command line mends, the words that name it. */
export const commandLineMessages = {
  'geometry-invalid': say(
    'Hình học sai: {reason}. Hãy sửa trong tệp nguồn hoặc nhập với --repair.',
    'The geometry is invalid: {reason}. Correct it in the source file or import with --repair.',
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
  'coordinate-out-of-range': say(
    'Tọa độ {x}, {y} không phải là kinh độ và vĩ độ. Nếu là mét, hãy ghi hệ tọa độ bằng --crs.',
    'The coordinates {x}, {y} are no longitude and latitude. If they are metres, state the system with --crs.',
  ),
  'coordinate-axes-swapped': say(
    'Vĩ độ đứng trước kinh độ. Hãy đổi lại trong tệp nguồn, hoặc nhập với --repair.',
    'Latitude stands before longitude. Change them in the source file, or import with --repair.',
  ),
  'crs-mismatch': say(
    'Tệp ghi hệ tọa độ {stated}, nhưng tọa độ chỉ khớp với tỉnh trong {likelyName}, {likely} ({share} %{order}). Nếu đúng, hãy nhập lại với --crs {likely}.',
    'The file says {stated}, but its coordinates fit the province only in {likelyName}, {likely} ({share} %{order}). If so, import it again with --crs {likely}.',
  ),
  'crs-unknown': say(
    'Không biết hệ tọa độ “{stated}” của tệp. Hãy ghi hệ đúng bằng --crs, ví dụ --crs EPSG:9215.',
    'The coordinate system “{stated}” of the file is not known. State the right one with --crs, for example --crs EPSG:9215.',
  ),
  'crs-behind-features': say(
    'Hệ tọa độ {stated} chỉ được ghi sau các đối tượng. Hãy nhập lại với --crs {stated}.',
    'The coordinate system {stated} is stated only behind the features. Import again with --crs {stated}.',
  ),
  'datum-suspected': say(
    'Có lẽ tệp là kinh vĩ độ VN-2000 nhưng ghi là WGS 84 (lệch {metres} m): các vị trí trong tệp cách ranh giới và đường đã có khoảng {before} m, nếu coi là VN-2000 chỉ còn {after} m. Nếu đúng, hãy nhập lại với --crs {likely}.',
    'The file is probably VN-2000 latitude and longitude labelled WGS 84 ({metres} m off): its places lie about {before} m from the boundaries and roads known here, and only {after} m when taken for VN-2000. If so, import it again with --crs {likely}.',
  ),
  'property-missing': say(
    'Thiếu giá trị. Hãy điền trong tệp, hoặc đặt cho mọi đối tượng bằng --set {property}=…',
    'The value is missing. Fill it in the file, or set it for all features with --set {property}=…',
  ),
  'column-missing': say(
    'Tệp không có cột cho thuộc tính bắt buộc này ({count} đối tượng). Hãy chỉ cột bằng --map {property}=CỘT (tệp có: {columns}) hoặc đặt một giá trị bằng --set {property}={example}.',
    'The file has no column for this required attribute ({count} features). Point at one with --map {property}=COLUMN (the file has: {columns}) or set one value with --set {property}={example}.',
  ),
  'columns-unused': say(
    'Các cột không được nhập: {columns}. Cột nào cần, hãy nối với một thuộc tính bằng --map.',
    'Columns that are not imported: {columns}. Join those that are needed to an attribute with --map.',
  ),
  'identifier-exists': say(
    'Mã {id} đã có trong dữ liệu. Nhập với --existing update để thay, hoặc --existing new để thêm như đối tượng mới.',
    'The id {id} is in the register already. Import with --existing update to replace it, or --existing new to add a new feature.',
  ),
} as const satisfies Partial<IssueMessages>;
