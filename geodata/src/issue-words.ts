import { say } from './text.ts';

/** What issues say by a code in their context: why something cannot be read, what was wanted, what was repaired. */
export const issueWords = {
  // Why a file or a feature cannot be read.
  'not-geojson': say('đây không phải GeoJSON', 'this is not GeoJSON'),
  'not-json': say('đây không phải JSON đúng', 'this is not correct JSON'),
  'not-flatgeobuf': say('đây không phải FlatGeobuf phiên bản 3', 'this is not FlatGeobuf version 3'),
  'not-supported': say(
    'định dạng không được hỗ trợ (cần GeoJSON, GeoJSON từng dòng hoặc FlatGeobuf)',
    'the format is not supported (GeoJSON, GeoJSON sequence or FlatGeobuf is)',
  ),
  'no-such-file': say('không có tệp này', 'there is no such file'),
  'not-a-file': say('đây không phải là tệp', 'this is not a file'),
  'no-permission': say('không có quyền đọc tệp này', 'this file may not be read'),
  topojson: say('đây là TopoJSON, không phải GeoJSON', 'this is TopoJSON, not GeoJSON'),
  'features-not-a-list': say('“features” không phải danh sách', '“features” is not a list'),
  'not-a-collection': say('thiếu "type":"FeatureCollection"', '"type":"FeatureCollection" is missing'),
  'text-after-end': say(
    'có nội dung thừa sau khi dữ liệu đã kết thúc',
    'there is more text behind the end of the data',
  ),
  'feature-too-large': say('một đối tượng quá lớn', 'one feature is too large'),
  header: say('phần đầu tệp bị hỏng', 'the header of the file is damaged'),
  'broken-message': say('dữ liệu của đối tượng bị hỏng', 'the data of the feature are damaged'),
  'not-an-object': say('đối tượng không phải là đối tượng JSON', 'the feature is not a JSON object'),
  'not-a-feature': say('thiếu "type":"Feature"', '"type":"Feature" is missing'),
  'properties-not-an-object': say('“properties” không phải là đối tượng JSON', '“properties” is not a JSON object'),
  structure: say(
    'cấu trúc tọa độ không đúng với loại hình học',
    'the coordinates are not nested as their type demands',
  ),
  // What a value should have been.
  text: say('chữ, từ 1 đến 200 ký tự', 'text of 1 to 200 characters'),
  'whole-number': say('số nguyên', 'a whole number'),
  number: say('số', 'a number'),
  'yes-or-no': say('có hoặc không', 'yes or no'),
  day: say('ngày, viết là 2025-07-01 hoặc 01/07/2025', 'a day, written 2025-07-01'),
  moment: say('thời điểm ISO 8601', 'a point in time, ISO 8601'),
  identifier: say('mã UUID hoặc tên của đối tượng', 'a UUID or the name of a feature'),
  word: say('một trong các từ', 'one of the words'),
  'known-name': say(
    'tên hoặc mã của đối tượng đã có trong dữ liệu',
    'the name or id of a feature that is in the register',
  ),
  'within-range': say('một số trong khoảng cho phép', 'a number within the range allowed'),
  // Why the database did not take it.
  reference: say('một tham chiếu không có trong dữ liệu', 'a reference to something that is not in the register'),
  'vocabulary-or-check': say('một giá trị trái với quy định của lớp', 'a value against the rules of the layer'),
  duplicate: say('một mã đã có', 'an identifier that exists'),
  'missing-value': say('thiếu một giá trị bắt buộc', 'a required value is missing'),
  privilege: say('tài khoản không được phép ghi dữ liệu này', 'the account may not write these data'),
  collision: say('có người khác đang sửa cùng dữ liệu', 'somebody else is changing the same data'),
  value: say('một giá trị ngoài khoảng cho phép', 'a value out of range'),
  // What was repaired.
  'axes-swapped': say('đã đổi lại vĩ độ và kinh độ', 'latitude and longitude were put in order'),
  'ring-closed': say('đã khép kín vòng ranh giới', 'a ring was closed'),
  'part-removed': say('đã bỏ phần không có diện tích hoặc chiều dài', 'a part without extent was left out'),
  rebuilt: say('đã dựng lại vùng từ các đường ranh giới', 'the area was rebuilt from its boundary lines'),
  // Geometry types and small words.
  Point: say('điểm', 'a point'),
  MultiPoint: say('nhiều điểm', 'several points'),
  LineString: say('đường', 'a line'),
  MultiLineString: say('đường', 'lines'),
  Polygon: say('vùng', 'an area'),
  MultiPolygon: say('vùng', 'areas'),
  GeometryCollection: say('tập hợp hình học hỗn hợp', 'a mixed collection'),
  nothing: say('không có', 'nothing'),
  '?': say('một bảng mã khác', 'another encoding'),
  swapped: say(', với X và Y đổi chỗ', ', with X and Y exchanged'),
} as const;
