import { photoFormatOf } from '../photo/layout.ts';
import { readPhoto } from '../photo/read-photo.ts';
import { say } from '../text.ts';
import { type Properties, setProperty } from './properties.ts';
import type { SurveyReader } from './survey-reader.ts';

/** A photo is a point where the device says it stood, with the moment and the direction; the picture itself is no attribute. */
export const photo: SurveyReader = {
  name: 'photo',
  title: say('ảnh', 'photo'),
  extensions: ['.jpg', '.jpeg', '.png', '.heic', '.heif', '.webp'],
  detect: (head) => photoFormatOf(head) !== undefined,
  async *read(bytes, { budget }) {
    const { photo: facts, issues } = readPhoto(bytes, Date.now());
    if (!facts) {
      yield { features: [], issues, statedCrs: 'EPSG:4326' };
      return;
    }
    const { position, takenAt, directionDegrees } = facts;
    if (!position) {
      const missing = { code: 'photo-without-position', severity: 'error', feature: 0 } as const;
      yield { features: [], issues: [...issues, missing], statedCrs: 'EPSG:4326' };
      return;
    }
    const properties: Properties = {};
    if (takenAt !== null) setProperty(properties, 'time', new Date(takenAt).toISOString());
    if (directionDegrees !== null) setProperty(properties, 'direction', directionDegrees);
    budget.addFeatures(1);
    budget.addVertices(1);
    const geometry = { type: 'Point', coordinates: [...position] };
    yield {
      features: [{ kind: 'waypoint', index: 0, id: null, geometry, properties }],
      issues: issues.map((issue) => ({ ...issue, feature: 0 })),
      statedCrs: 'EPSG:4326',
    };
  },
};
