import type { IssueMessages } from './issue.ts';
import { say } from './text.ts';

/** The part of `issueMessages` about what only surveyors send: archives, tracks, tables, photos; and what the rules say of it. */
export const surveyIssueMessages = {
  'file-too-large': say(
    'Tệp có {megabytes} MB, lớn hơn {limit} MB. Hãy chia tệp.',
    'The file has {megabytes} MB, more than {limit} MB. Divide it.',
  ),
  'file-too-costly': say(
    'Đọc tệp này cần hơn {limit} MB bộ nhớ hoặc lâu hơn {seconds} giây nên chưa đọc được gì. Tệp vẫn được giữ nguyên; hãy chia nhỏ rồi gửi lại.',
    'Reading this file takes more than {limit} MB of memory or more than {seconds} seconds, so nothing of it was read. The file is kept as it is; divide it and send the parts.',
  ),
  'format-unknown': say(
    'Không nhận ra định dạng của tệp “{name}”. Hãy gửi GPX, KML, KMZ, Shapefile (zip), GeoJSON, FlatGeobuf hoặc bảng CSV.',
    'The format of the file “{name}” is not known. Send GPX, KML, KMZ, Shapefile (zip), GeoJSON, FlatGeobuf or a CSV table.',
  ),
  'extension-differs': say(
    'Tệp có đuôi {extension} nhưng nội dung là {format}; đã đọc như {format}.',
    'The file is called {extension} but holds {format}; it was read as {format}.',
  ),
  'encoding-assumed': say(
    'Chữ trong tệp không phải UTF-8; đã đọc theo bảng mã {encoding}. Hãy xem lại các tên có dấu.',
    'The text of the file is not UTF-8 and was read as {encoding}. Look over the names.',
  ),
  'xml-doctype': say(
    'Tệp XML có khai báo kiểu tài liệu (DOCTYPE); vì an toàn tệp không được đọc. Hãy xuất lại tệp từ thiết bị.',
    'The XML file declares a document type (DOCTYPE), which is refused for safety. Export it again from the device.',
  ),
  'xml-broken': say(
    'XML sai ở dòng {line} ({reason}). Những gì trước chỗ đó đã đọc được; hãy xuất lại tệp nếu thiếu.',
    'The XML is wrong at line {line} ({reason}). What stands before it was read; export the file again if something is missing.',
  ),
  'archive-refused': say(
    'Không mở tệp nén: {reason} ({entry}). Hãy nén lại chỉ các tệp khảo sát.',
    'The archive was not opened: {reason} ({entry}). Pack only the survey files again.',
  ),
  'archive-too-large': say(
    'Tệp nén bung ra quá {limit} MB. Hãy chia nhỏ.',
    'The archive unpacks to more than {limit} MB. Divide it.',
  ),
  'archive-entries': say(
    'Tệp nén chứa {entry} tệp, nhiều hơn giới hạn {limit}. Hãy nén lại chỉ các tệp khảo sát.',
    'The archive holds {entry} files, above the limit of {limit}. Pack only the survey files again.',
  ),
  'archive-ratio': say(
    'Một tệp trong tệp nén ({entry}) bung ra hơn {limit} lần, nên không được mở. Hãy chia nhỏ, rút ngắn các cột chữ, hoặc xuất thành GeoJSON hay FlatGeobuf không nén.',
    'A file in the archive ({entry}) unpacks to more than {limit} times its size and was not opened. Divide it, make its text columns shorter, or export it as GeoJSON or FlatGeobuf and send that unpacked.',
  ),
  'archive-without-survey': say(
    'Trong tệp nén không có tệp khảo sát nào đọc được (có: {entries}). Hãy nén tệp GPX, KML, Shapefile (đủ .shp, .dbf, .prj), GeoJSON, FlatGeobuf hoặc bảng CSV.',
    'The archive holds no survey file that can be read (it holds: {entries}). Pack GPX, KML, a Shapefile (.shp, .dbf and .prj), GeoJSON, FlatGeobuf or a CSV table.',
  ),
  'archive-in-archive': say(
    'Trong tệp nén lại có tệp nén ({entries}). Hãy giải nén tệp bên trong rồi gửi riêng nó.',
    'The archive holds another archive ({entries}). Unpack the inner one and send that by itself.',
  ),
  'spreadsheet-unread': say(
    '“{name}” là sổ tính hoặc văn bản văn phòng, không đọc được ở đây. Hãy mở bảng rồi lưu thành CSV (Lưu dưới dạng → CSV UTF-8) và gửi tệp đó.',
    '“{name}” is a spreadsheet or office document, which is not read here. Open the table, save it as CSV (Save as → CSV UTF-8) and send that.',
  ),
  'receiver-log': say(
    '“{name}” là nhật ký NMEA của máy thu, chưa phải vết. Hãy đổi sang GPX (bằng phần mềm của máy, hoặc GPSBabel: NMEA → GPX) rồi gửi.',
    '“{name}” is the NMEA log of a receiver and no track yet. Convert it to GPX (with the program of the device, or GPSBabel: NMEA to GPX) and send that.',
  ),
  'part-not-read': say(
    '{count} phần loại {what} không được đọc vì không chứa dữ liệu khảo sát.',
    '{count} parts of the kind {what} were not read; they hold no survey data.',
  ),
  'part-missing': say(
    'Thiếu tệp {part} đi kèm Shapefile. Hãy nén đủ .shp, .dbf, .prj, .cpg cùng nhau.',
    'The file {part} that belongs to the Shapefile is missing. Pack .shp, .dbf, .prj and .cpg together.',
  ),
  'fixes-unreadable': say(
    '{count} điểm không có tọa độ đọc được, đầu tiên ở dòng {line}; các điểm đó bị bỏ qua.',
    '{count} points have no readable coordinates, the first at line {line}; they were left out.',
  ),
  'place-noted': say('Ghi chú tại chỗ này: {note}.', 'Noted at this place: {note}.'),
  'track-parts-single': say(
    '{count} đoạn của vết chỉ có một điểm nên không thành đường; chúng bị bỏ qua.',
    '{count} parts of the track have one point only and make no line; they were left out.',
  ),
  'track-days': say(
    'Vết kéo dài {count} ngày ({from} – {to}) nên được tách thành một vết mỗi ngày, cùng một mã chuyến: các ngày không bao giờ nối với nhau bằng một đường.',
    'The track lasts {count} days ({from} to {to}) and became one track a day, all of one patrol: days are never joined by a line.',
  ),
  'route-planned': say(
    'Đây là tuyến dự kiến (route) vẽ sẵn trong máy, không phải vết đã đi: không có giờ nào. Nếu chưa đi thật, hãy bỏ nó ra.',
    'This is a planned route, not a recording: it has no times. Leave it out unless it was really walked.',
  ),
  'clock-unset': say(
    '{count} điểm của vết mang giờ trước năm 2000: lúc đó máy chưa biết giờ. Vị trí vẫn giữ, giờ của các điểm này không tính.',
    '{count} positions of the track carry a time before 2000: the device did not know the time yet. The positions are kept, their times do not count.',
  ),
  'times-zone-assumed': say(
    'Giờ của {count} dòng không ghi múi giờ; đã hiểu là giờ Việt Nam (UTC+7). Nếu là giờ UTC, hãy ghi UTC trong tên cột rồi gửi lại.',
    'The times of {count} rows name no zone and were taken for Viet Nam time (UTC+7). If they are UTC, write UTC in the heading of the column and send the table again.',
  ),
  'row-unreadable': say(
    'Không đọc được dòng {line}: {reason}. Hãy sửa dòng đó trong bảng.',
    'Row {line} cannot be read: {reason}. Correct it in the table.',
  ),
  'table-without-places': say(
    'Không thấy cột tọa độ trong bảng (các cột: {columns}). Hãy đặt tên cột là X và Y, hoặc vĩ độ và kinh độ.',
    'The table has no columns of coordinates (its columns: {columns}). Call them X and Y, or latitude and longitude.',
  ),
  'table-angles-unclear': say(
    'Bảng có cột độ, phút, giây nhưng không rõ cột nào thuộc vĩ độ, cột nào thuộc kinh độ (các cột: {columns}). Hãy đặt tên cột là lat_d, lat_m, lat_s, lon_d, lon_m, lon_s, hoặc ghi cả 21°51′10,8″ trong một ô.',
    'The table has columns of degrees, minutes and seconds, but which belong to latitude and which to longitude is not clear (its columns: {columns}). Call them lat_d, lat_m, lat_s, lon_d, lon_m, lon_s, or write 21°51′10.8″ in one cell.',
  ),
  'too-many-issues': say(
    'Tệp có hơn {limit} lỗi nên không đọc tiếp. Hãy kiểm tra lại cách xuất tệp.',
    'The file has more than {limit} issues and was not read on. Check how it was exported.',
  ),
  'crs-several': say(
    'Tệp nén chứa nhiều hệ tọa độ: {file} theo {system}, {otherFile} theo {otherSystem}; {otherFile} chưa được đọc. Hãy nén và gửi riêng từng hệ.',
    'The archive holds more than one coordinate system: {file} is in {system}, {otherFile} in {otherSystem}; {otherFile} was not read. Pack and send each system by itself.',
  ),
  'crs-unconfirmed': say(
    'Hãy xác nhận hệ tọa độ của tệp: có vẻ là {likelyName}. Xem các vị trí thử trên bản đồ.',
    'Confirm the coordinate system of the file: probably {likelyName}. See the trial positions on the map.',
  ),
  'same-file': say(
    'Tệp này đã được gửi ngày {day}. Hãy bỏ qua, hoặc gửi lại như một lần khảo sát mới.',
    'This file was sent already, on {day}. Skip it, or send it as a new visit.',
  ),
  'same-walk': say(
    'Vết này có vẻ trùng với chuyến đi đã gửi ngày {day} ({share} % giống). Hãy bỏ qua, nối với chuyến đó, hoặc giữ như chuyến mới.',
    'This track looks like the walk sent on {day} ({share} % alike). Skip it, link it to that walk, or keep it as a new visit.',
  ),
  'near-duplicate': say(
    'Cách đối tượng đã có “{name}” chỉ {metres} m và giống loại. Hãy cập nhật đối tượng đó, hoặc ghi rõ lý do giữ cả hai.',
    'Lies only {metres} m from “{name}”, which is in the register. Update that one, or say why both are kept.',
  ),
  'near-duplicate-in-file': say(
    'Cách “{name}” trong cùng tệp này chỉ {metres} m và giống loại. Hãy bỏ một trong hai, hoặc ghi rõ lý do giữ cả hai.',
    'Lies only {metres} m from “{name}” of the same file. Leave one of them out, or say why both are kept.',
  ),
  'same-name': say(
    '“{name}” đã có, ở cách đây {metres} m. Hãy cập nhật đối tượng đó, hoặc sửa lại số hiệu, mã.',
    '“{name}” exists already, {metres} m away. Update that one, or correct the number or code.',
  ),
  'length-differs': say(
    'Chiều dài ghi {stated} m nhưng đo trên bản đồ là {measured} m. Hãy dùng số đo, hoặc xem lại đường vẽ.',
    'The length stated is {stated} m, the line measures {measured} m. Take the measured one, or check the line.',
  ),
  'crosses-border': say(
    'Cắt qua đường biên giới. Hãy xem lại hệ tọa độ hoặc chỗ cắt.',
    'Crosses the border line. Check the coordinate system or the place of crossing.',
  ),
  'marker-off-border': say(
    'Mốc nằm cách đường biên {bound}{metres} m. Hãy xem lại tọa độ.',
    'The marker lies {bound}{metres} m from the border line. Check its coordinates.',
  ),
  'compared-partly': say(
    'Quanh tệp này sổ có nhiều hơn {limit} đối tượng mỗi lớp: chỉ so được với chừng ấy, nên có thể sót đối tượng trùng hoặc báo thừa. Hãy chia nhỏ tệp.',
    'Around this file the register has more than {limit} features of a layer: it was compared with so many only, so that duplicates may be missed and warnings be needless. Split the file.',
  ),
  'lamp-off-road': say(
    'Đèn nằm cách đường gần nhất {bound}{metres} m. Hãy xem lại vị trí hoặc gửi kèm đường.',
    'The lamp lies {bound}{metres} m from the nearest road. Check its place or send the road too.',
  ),
  'days-disordered': say(
    'Ngày {earlierDay} ({earlier}) phải trước ngày {laterDay} ({later}). Hãy sửa ngày.',
    'The day {earlierDay} ({earlier}) should come before {laterDay} ({later}). Correct the days.',
  ),
  'line-self-crossing': say(
    'Đường tự cắt. Nếu đó là vòng do trôi GPS, hãy cắt bỏ.',
    'The line crosses itself. If it is a loop of GPS drift, cut it out.',
  ),
  'track-faults': say(
    'Vết còn {count} chỗ nên cắt (nhảy vọt, lùi giờ, trôi…): dài {metres} m, bỏ các chỗ đó còn {without} m. Hãy cắt, hoặc ghi lý do giữ lại.',
    'The track still has {count} faults (jumps, times running back, drift…): it measures {metres} m, and {without} m without them. Take the cuts, or say why they stay.',
  ),
  'point-inaccurate': say(
    'Máy chỉ chắc vị trí này trong vòng {metres} m. Hãy đo lại, hoặc ghi lý do giữ.',
    'The device was sure of this place to {metres} m only. Measure it again, or say why it is kept.',
  ),
  'photo-unusable': say('Ảnh này không dùng được: {reason}.', 'This photo cannot be used: {reason}.'),
  'photo-too-large': say(
    'Ảnh có {found} triệu điểm ảnh, nhiều nhất là {limit}. Hãy chụp ở cỡ ảnh nhỏ hơn.',
    'The photo has {found} million pixels; the most is {limit}. Take it at a smaller size.',
  ),
  'photo-cut-off': say(
    'Ảnh bị cắt cụt, phần dưới thiếu. Hãy chép lại từ máy nếu còn.',
    'The photo is cut off and its lower part is missing. Copy it from the device again if it is still there.',
  ),
  'photo-without-position': say(
    'Ảnh không ghi nơi chụp. Hãy bật vị trí cho máy ảnh, hoặc gắn ảnh vào một đối tượng.',
    'The photo does not say where it was taken. Allow the camera to use the location, or link the photo to a feature.',
  ),
  'photo-position-unusable': say(
    'Nơi chụp ghi trong ảnh không thể đúng và đã bỏ qua.',
    'The place written in the photo cannot be true and is passed over.',
  ),
  'photo-time-unusable': say(
    'Giờ chụp ghi trong ảnh không thể đúng và đã bỏ qua. Hãy xem lại đồng hồ của máy.',
    'The time written in the photo cannot be true and is passed over. Check the clock of the device.',
  ),
  'photo-notes-unreadable': say(
    'Không đọc được ghi chú của máy trong ảnh (EXIF); ảnh vẫn được giữ.',
    'What the device noted in the photo (EXIF) cannot be read; the photo is kept all the same.',
  ),
} as const satisfies Partial<IssueMessages>;
