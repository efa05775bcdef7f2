import { choice, decimal, text } from '../field.ts';
import { defineLayer } from '../layer.ts';
import { say } from '../text.ts';

/** Communes and wards; the units before July 2025 stay with the day they ended. */
export const commune = defineLayer({
  id: 'commune',
  title: say('Xã, phường', 'Communes'),
  description: say(
    'Đơn vị hành chính cấp xã, trước và sau tháng 7 năm 2025.',
    'Commune-level units, before and after July 2025.',
  ),
  group: 'planning',
  geometry: 'MultiPolygon',
  sensitivity: 'open',
  minZoom: 5,
  maxZoom: 14,
  nameField: 'name',
  writtenBy: 'features.write-register',
  fields: {
    name: text(say('Tên', 'Name'), { inTile: true }),
    kind: choice(
      say('Loại', 'Kind'),
      {
        commune: { label: say('Xã', 'Commune') },
        ward: { label: say('Phường', 'Ward') },
        township: { label: say('Thị trấn', 'Township') },
      },
      { inTile: true },
    ),
    code: text(say('Mã đơn vị', 'Unit code'), { required: false }),
    district_name: text(say('Huyện (trước 7/2025)', 'District (before July 2025)'), { required: false }),
    area_hectares: decimal(say('Diện tích', 'Area'), { unit: 'hectares', required: false }),
  },
});
