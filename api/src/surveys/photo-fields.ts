import { say } from '@phen-dau/geodata';
import { unfit } from '../problem.ts';
import type { SentPhoto } from './photos.ts';

const mostFeature = 1_000_000;

/** What a form says beside a photo: `feature`, and `longitude`, `latitude` and `takenAt` where the device knows them. */
export function photoFields(
  fields: Readonly<Record<string, string>>,
): Pick<SentPhoto, 'feature' | 'position' | 'takenAt'> {
  const { feature, longitude, latitude, takenAt } = fields;
  return {
    feature: feature === undefined || feature === '' ? null : featureOf(feature),
    position: longitude === undefined && latitude === undefined ? null : positionOf(longitude, latitude),
    takenAt: takenAt === undefined ? null : momentOf(takenAt),
  };
}

function featureOf(text: string): number {
  const feature = /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN;
  if (feature <= mostFeature) return feature;
  throw unfit(
    '/feature',
    say('Cần số thứ tự của đối tượng trong tệp', 'The number of a feature in the file is needed'),
  );
}

function positionOf(longitude = '', latitude = ''): readonly [number, number] {
  const [x, y] = [longitude, latitude].map((text) => (text.trim() === '' ? Number.NaN : Number(text)));
  if (x !== undefined && y !== undefined && Math.abs(x) <= 180 && Math.abs(y) <= 90) return [x, y];
  throw unfit(
    '/longitude',
    say('Cần kinh độ và vĩ độ (độ, WGS 84)', 'Longitude and latitude are needed (degrees, WGS 84)'),
  );
}

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)$/;

function momentOf(text: string): Date {
  const date = new Date(moment.test(text) ? text : Number.NaN);
  if (!Number.isNaN(date.getTime())) return date;
  throw unfit('/takenAt', say('Cần thời điểm ISO 8601', 'A moment is needed (ISO 8601)'));
}
