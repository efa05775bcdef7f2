import type { Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { UndoConflict } from '../../../api/survey-review.ts';
import { boundsOfVersions, drawnVersions, versionsOfConflict } from './shape-versions.ts';

const road = (...latitudes: number[]): Geometry => ({
  type: 'MultiLineString',
  coordinates: [latitudes.map((latitude, at) => [106 + at / 10, latitude])],
});
const conflict = (more: Partial<UndoConflict>): UndoConflict => ({
  ...{ feature: 'a', version: 3, field: 'geometry' },
  ...{ before: road(21, 21, 21), survey: road(21, 22, 21), current: road(21, 20, 21) },
  ...more,
});
const names = { before: 'trước', survey: 'phiếu', current: 'nay' };

describe('the shapes of a conflict', () => {
  it('are all three of a shape that was edited again, each drawn with its name at a place of its own', () => {
    const versions = versionsOfConflict(conflict({}));
    if (!versions) throw new Error('A conflict of shapes has shapes');
    const drawn = drawnVersions(versions, names);
    expect(drawn.map(({ properties }) => properties)).toEqual([
      { moment: 'before', isFaint: false },
      { label: 'trước' },
      { moment: 'survey', isFaint: false },
      { label: 'phiếu' },
      { moment: 'current', isFaint: false },
      { label: 'nay' },
    ]);
    expect(boundsOfVersions(versions)).toEqual([106, 20, 106.2, 22]);
  });

  it('are two of a feature that the survey made, where it has been moved since, and none where it has not', () => {
    const made = (geometry: Geometry) => ({ geometry, properties: {} });
    const moved = conflict({ field: null, before: null, survey: made(road(21, 21)), current: made(road(21, 22)) });
    expect(Object.keys(versionsOfConflict(moved) ?? {})).toEqual(['survey', 'current']);
    expect(versionsOfConflict({ ...moved, current: moved.survey })).toBeUndefined();
  });

  it('are none of a value', () => {
    expect(versionsOfConflict(conflict({ field: 'status', before: 'a', survey: 'b', current: 'c' }))).toBeUndefined();
  });

  it('step back behind the one that is chosen', () => {
    const faint = (chosen: 'keep' | 'undo', versions = versionsOfConflict(conflict({})) ?? {}) =>
      drawnVersions(versions, names, chosen).flatMap(({ properties }) =>
        'moment' in properties && !properties.isFaint ? [properties.moment] : [],
      );
    expect(faint('keep')).toEqual(['current']);
    expect(faint('undo')).toEqual(['before']);
    // Taking back a feature that the survey made leaves none of its shapes.
    expect(faint('undo', { survey: road(21, 21), current: road(21, 22) })).toEqual([]);
  });
});
