import { describe, expect, it } from 'vitest';
import { surveyLimits } from './limits.ts';
import { readSurvey } from './read-survey.ts';
import { tracksByDay } from './track-days.ts';
import { unzipSafely } from './unzip-safely.ts';

const gpx = (times: readonly (string | null)[]) => {
  const fixes = times.map((time, at) => {
    const noted = time === null ? '' : `<time>${time}</time>`;
    return `<trkpt lat="${21.75 + at * 1e-4}" lon="107.1">${noted}</trkpt>`;
  });
  return `<gpx version="1.1"><trk><name>Lạnh máy</name><trkseg>${fixes.join('')}</trkseg></trk></gpx>`;
};
const read = async (text: string, name = 'may.gpx') =>
  tracksByDay(await readSurvey(new TextEncoder().encode(text), name, surveyLimits, { unzip: unzipSafely }));
const morning = ['2026-06-01T01:00:20Z', '2026-06-01T01:00:30Z', '2026-06-01T01:00:40Z'];

describe('a device that did not know the time when it was switched on', () => {
  it.each([
    ['1970-01-01T00:00:00Z', 'the Unix epoch'],
    ['1980-01-06T00:00:13Z', 'the first day of GPS'],
    ['1999-08-22T00:01:00Z', 'the day its weeks began anew'],
  ])('made no patrol on %s, %s: its places stay, their times are unknown, and that is said', async (unset) => {
    const { features, issues } = await read(gpx([unset, unset, ...morning]));
    expect(features).toHaveLength(1);
    expect(features[0]?.geometry).toMatchObject({ type: 'LineString', coordinates: { length: 5 } });
    expect(features[0]?.properties).toMatchObject({
      started_at: '2026-06-01T01:00:20.000Z',
      ended_at: '2026-06-01T01:00:40.000Z',
    });
    expect(issues).toEqual([{ code: 'clock-unset', severity: 'warning', feature: 0, context: { count: 2 } }]);
  });

  it('made a track without times when it never learnt it', async () => {
    const { features, issues } = await read(gpx(['1980-01-06T00:00:00Z', '1980-01-06T00:00:09Z']));
    expect(features[0]?.properties).toEqual({ name: 'Lạnh máy' });
    expect(issues.map(({ code }) => code)).toEqual(['clock-unset']);
  });

  it('is told the same of a KML track', async () => {
    const moments = ['1980-01-06T00:00:00Z', ...morning].map((when) => `<when>${when}</when>`).join('');
    const places = [0, 1, 2, 3].map((at) => `<gx:coord>107.1 ${21.75 + at * 1e-4} 0</gx:coord>`).join('');
    const kml = `<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Placemark><gx:Track>${moments}${places}</gx:Track></Placemark></kml>`;
    const { features, issues } = await read(kml, 'may.kml');
    expect(features[0]?.properties.started_at).toBe('2026-06-01T01:00:20.000Z');
    expect(issues.map(({ code }) => code)).toEqual(['clock-unset']);
  });
});

it('a track that knows its times, or has none, is as it was read', async () => {
  for (const times of [morning, morning.map(() => null)]) {
    expect((await read(gpx(times))).issues).toEqual([]);
  }
});
