import geodesic from 'geographiclib-geodesic';
import { describe, expect, it } from 'vitest';
import { coverageOfPost } from '../coverage/coverage-of-post.ts';
import { worksOf } from '../coverage/works-of.ts';
import { measureDefaults } from '../measure/parameters.ts';
import { prepareWorks } from '../measure/works.ts';
import { surveyLimits } from './limits.ts';
import { readSurvey, type SurveyContent } from './read-survey.ts';
import { tracksByDay } from './track-days.ts';
import { unzipSafely } from './unzip-safely.ts';

const earth = geodesic.Geodesic.WGS84;
/** The place `east` and `north` metres of a corner of Lạng Sơn. */
function at(east: number, north: number): [number, number] {
  const up = earth.Direct(21.9, 106.7, 0, north);
  const there = earth.Direct(Number(up.lat2), Number(up.lon2), 90, east);
  return [Number(there.lon2), Number(there.lat2)];
}
/** A fix `east` metres along the street at a local time of Viet Nam. */
type Fix = readonly [east: number, time: string | null];
const march = (from: number, to: number, day: string, hour: number, hours: number): Fix[] =>
  Array.from({ length: Math.abs(to - from) / 20 + 1 }, (_, step, count = Math.abs(to - from) / 20) => [
    from + ((to - from) * step) / count,
    new Date(Date.parse(`${day}T00:00:00+07:00`) + 3_600_000 * (hour + (hours * step) / count)).toISOString(),
  ]);
function gpx(...segments: (readonly Fix[])[]): string {
  const drawn = segments.map((fixes) => {
    const points = fixes.map(([east, time]) => {
      const [x, y] = at(east, 4);
      return `<trkpt lat="${y.toFixed(8)}" lon="${x.toFixed(8)}">${time ? `<time>${time}</time>` : ''}</trkpt>`;
    });
    return `<trkseg>${points.join('')}</trkseg>`;
  });
  return `<gpx version="1.1"><trk><name>Chuyến</name>${drawn.join('')}</trk><wpt lat="21.9" lon="106.7"/></gpx>`;
}
const read = async (text: string) =>
  readSurvey(new TextEncoder().encode(text), 'chuyen.gpx', surveyLimits, { unzip: unzipSafely });
const split = async (text: string, map?: Record<string, string>) => tracksByDay(await read(text), { map });

/** The coverage of a post whose only road is the street, walked by these tracks, from one day to another. */
function measured(features: SurveyContent['features']) {
  const street = { name: 'Đường', kind: 'patrol', surface: 'concrete', status: 'usable', post_id: 'A' };
  const named = worksOf({
    'border-post': [{ id: 'A', geometry: { type: 'Point', coordinates: at(0, 50) }, properties: {} }],
    'patrol-road': [
      { id: 'R', geometry: { type: 'LineString', coordinates: [at(0, 0), at(1000, 0)] }, properties: street },
    ],
    'survey-track': features.flatMap(({ index, kind, geometry, properties }) =>
      kind === 'track'
        ? [
            {
              id: `${index}`,
              geometry: geometry as GeoJSON.Geometry,
              properties: { ...properties, kind: 'patrol', post_id: 'A' },
            },
          ]
        : [],
    ),
  });
  const prepared = prepareWorks(named.works, measureDefaults);
  return (from: string, to: string) => coverageOfPost(prepared, named, 'A', { from, to }, '2026-06-01');
}

/** One file, one segment: the device was switched off for two nights, and nobody moved on 3 May. */
const patrol: Fix[] = [
  ...march(0, 400, '2026-05-01', 8, 4),
  ...march(400, 600, '2026-05-02', 7, 3),
  ...march(600, 0, '2026-05-04', 9, 2),
];

describe('a patrol of several days in one file', () => {
  it('becomes one track a day, of one patrol; the first keeps its number and the surveyor is told', async () => {
    const { features, issues } = await split(gpx(patrol));
    const code = '2026-05-01 08:00:00';
    expect(features.map(({ index, kind, properties }) => [index, kind, properties.started_at])).toEqual([
      [0, 'track', '2026-05-01T01:00:00.000Z'],
      [1, 'waypoint', undefined],
      [2, 'track', '2026-05-02T00:00:00.000Z'],
      [3, 'track', '2026-05-04T02:00:00.000Z'],
    ]);
    expect(features.filter(({ kind }) => kind === 'track').map(({ properties }) => properties.patrol_code)).toEqual(
      Array(3).fill(code),
    );
    expect(issues).toEqual([
      {
        ...{ code: 'track-days', severity: 'warning', feature: 0 },
        context: { count: 3, from: '2026-05-01', to: '2026-05-04' },
      },
    ]);
  });

  it('counts the days it moved, the hours it was on its way, and the visits of each day', async () => {
    const { features } = await split(gpx(patrol));
    const of = measured(features);
    const whole = of('2026-05-01', '2026-05-31');
    expect(whole?.effort).toMatchObject({ patrols: 1, patrolDays: 3, undatedTracks: 0 });
    expect(whole?.effort?.hours).toBeCloseTo(4 + 3 + 2, 9);
    expect(whole?.effort?.kilometres).toBeCloseTo(1.2, 3);
    expect(whole?.active?.metres).toBeCloseTo(600, 1);
    expect(whole?.active?.regularShare).toBeCloseTo(0.6, 3);
    expect(whole?.active?.stretches.map(({ days, lastDay }) => [days, lastDay])).toEqual([[2, '2026-05-04']]);
    expect(of('2026-05-02', '2026-05-02')?.active?.metres).toBeCloseTo(200, 1);
    expect(of('2026-05-03', '2026-05-03')).toMatchObject({
      active: { metres: 0 },
      effort: { patrolDays: 0, hours: 0 },
    });
  });

  it('draws no line over midnight, which is that of Viet Nam, and keeps heights and accuracies beside their fixes', async () => {
    const night = march(0, 400, '2026-05-01', 23, 2);
    const { features } = await split(gpx(night));
    const [evening, , morning] = features;
    expect(evening?.properties.ended_at).toBe('2026-05-01T16:54:00.000Z');
    expect(morning?.properties.started_at).toBe('2026-05-01T17:00:00.000Z');
    const counts = features.flatMap(({ fixes = [] }) => fixes.map(({ times }) => times.length));
    expect(counts).toEqual([10, 11]);
  });

  it('keeps the code its file gives, under the name its author mapped', async () => {
    const coded = gpx(patrol).replace('<name>Chuyến</name>', '<name>Chuyến</name><type>T01</type>');
    const { features } = await split(coded, { patrol_code: 'type' });
    expect(features.map(({ properties }) => [properties.type, properties.patrol_code])).toEqual([
      ['T01', undefined],
      [undefined, undefined],
      ['T01', undefined],
      ['T01', undefined],
    ]);
  });

  it('brings the segments of a day together, those without a time to the day before them', async () => {
    const silent = march(400, 500, '2026-05-01', 0, 1).map(([east]): Fix => [east, null]);
    const text = gpx(march(0, 200, '2026-05-01', 8, 1), silent, march(0, 100, '2026-05-02', 8, 1));
    const { features } = await split(text);
    expect(features.map(({ geometry }) => (geometry as GeoJSON.Geometry).type)).toEqual([
      'MultiLineString',
      'Point',
      'LineString',
    ]);
  });
});

describe('a track stays as it is', () => {
  const same = async (text: string) => {
    const content = await read(text);
    expect(tracksByDay(content)).toBe(content);
  };

  it('when it is of one day, or has no times', async () => {
    await same(gpx(march(0, 400, '2026-05-01', 8, 4)));
    await same(gpx(patrol.map(([east]): Fix => [east, null])));
  });

  it('when only its start has a time, or its start and its end: nobody knows where it was at midnight', async () => {
    const night = march(0, 600, '2026-05-01', 20, 9);
    const timed = (...places: number[]) =>
      night.map(([east, time], fix): Fix => [east, places.includes(fix) ? time : null]);
    await same(gpx(timed(0)));
    await same(gpx(timed(0, 30)));
    const { features } = await split(gpx(timed(0, 30)));
    expect(features[0]?.properties).toMatchObject({
      ...{ started_at: '2026-05-01T13:00:00.000Z', ended_at: '2026-05-01T22:00:00.000Z' },
    });
    const { active, effort } = measured(features)('2026-05-01', '2026-05-31') ?? {};
    expect(active?.stretches.map(({ days, lastDay }) => [days, lastDay])).toEqual([[1, '2026-05-01']]);
    expect(effort).toMatchObject({ patrols: 1, patrolDays: 2, undatedTracks: 0, hours: expect.closeTo(9, 9) });
  });

  it('when only fixes out of order are of other days: those the cleaning proposes to cut', async () => {
    const wild = march(0, 400, '2026-05-01', 8, 4).map(
      ([east, time], fix): Fix => [east, fix === 7 ? '2039-01-01T00:00:00Z' : time],
    );
    await same(gpx(wild));
  });

  it('when its clock shows more days than a year has', async () => {
    const fixes = Array.from(
      { length: 800 },
      (_, fix): Fix => [fix, new Date(Date.UTC(2020, 0, 1 + (fix >> 1), 5)).toISOString()],
    );
    await same(gpx(fixes));
  });
});

it('a fix alone in its day makes no line: it is left out and said, and a track of such fixes is held', async () => {
  const late = await split(gpx([...march(0, 200, '2026-05-01', 20, 1), [220, '2026-05-01T17:00:01Z']]));
  expect(late.features[0]?.properties).toMatchObject({ ended_at: '2026-05-01T14:00:00.000Z' });
  expect(late.features[0]?.properties.patrol_code).toBeUndefined();
  expect(late.issues).toMatchObject([{ code: 'track-parts-single', severity: 'warning', context: { count: 1 } }]);
  const none = await split(
    gpx([
      [0, '2026-05-01T05:00:00Z'],
      [20, '2026-05-02T05:00:00Z'],
    ]),
  );
  expect(none.features.map(({ kind }) => kind)).toEqual(['waypoint']);
  expect(none.issues).toMatchObject([{ code: 'track-parts-single', severity: 'error', feature: 0 }]);
});
