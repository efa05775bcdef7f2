import { choice, day, decimal, text } from '../field.ts';
import { defineLayer } from '../layer.ts';
import { say } from '../text.ts';

/** Planning zones. The border belt is internal; defence zones and defence land are restricted by their kind. */
export const zone = defineLayer({
  id: 'zone',
  title: say('Vùng, khu vực', 'Zones'),
  description: say(
    'Vành đai biên giới và các khu vực được khoanh vùng.',
    'The border belt and other designated areas.',
  ),
  group: 'planning',
  geometry: 'MultiPolygon',
  sensitivity: 'internal',
  minZoom: 5,
  maxZoom: 14,
  nameField: 'name',
  writtenBy: 'features.write-plans',
  fields: {
    name: text(say('Tên', 'Name'), { inTile: true }),
    kind: choice(
      say('Loại', 'Kind'),
      {
        border_belt: { label: say('Vành đai biên giới', 'Border belt') },
        defence_zone: { label: say('Khu vực phòng thủ', 'Defence zone'), sensitivity: 'restricted' },
        defence_land: { label: say('Đất quốc phòng', 'Defence land'), sensitivity: 'restricted' },
      },
      { inTile: true },
    ),
    area_hectares: decimal(say('Diện tích', 'Area'), { unit: 'hectares', required: false }),
    decision: text(say('Quyết định', 'Decision'), { required: false }),
    decided_on: day(say('Ngày quyết định', 'Decided on'), { required: false }),
  },
});
