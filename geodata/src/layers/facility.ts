import { choice, integer, text } from '../field.ts';
import { defineLayer } from '../layer.ts';
import { say } from '../text.ts';

/** Gates, crossings and public buildings. */
export const facility = defineLayer({
  id: 'facility',
  title: say('Cửa khẩu, công trình công cộng', 'Gates and facilities'),
  description: say(
    'Cửa khẩu, lối mở, trường học, trạm y tế, trạm BTS, nhà văn hóa.',
    'Gates, crossings, schools, health stations, base stations, cultural houses.',
  ),
  group: 'people',
  geometry: 'Point',
  sensitivity: 'open',
  minZoom: 7,
  maxZoom: 14,
  nameField: 'name',
  writtenBy: 'features.write-register',
  fields: {
    name: text(say('Tên', 'Name'), { inTile: true }),
    kind: choice(
      say('Loại', 'Kind'),
      {
        international_gate: { label: say('Cửa khẩu quốc tế', 'International border gate') },
        bilateral_gate: { label: say('Cửa khẩu song phương', 'Bilateral border gate') },
        auxiliary_crossing: { label: say('Cửa khẩu phụ, lối mở', 'Auxiliary crossing') },
        railway_link: { label: say('Ga đường sắt liên vận quốc tế', 'International railway link') },
        school: { label: say('Trường học', 'School') },
        schoolyard: { label: say('Sân trường nông thôn mới', 'New-rural schoolyard') },
        cultural_house: { label: say('Nhà văn hóa', 'Cultural house') },
        health_station: { label: say('Trạm y tế', 'Health station') },
        base_station: { label: say('Trạm BTS', 'Mobile base station') },
        command_seat: { label: say('Trụ sở Ban CHQS xã', 'Commune command seat') },
      },
      { inTile: true },
    ),
    commune_name: text(say('Xã', 'Commune'), { required: false }),
    year_built: integer(say('Năm xây dựng', 'Year built'), { required: false, minimum: 1900, maximum: 2100 }),
  },
});
