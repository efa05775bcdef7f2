import { randomUUID } from 'node:crypto';
import {
  type Bounds,
  type DescribedLayer,
  describedLayer,
  previewSurvey,
  provinceOf,
  readSurvey,
  surveyLimits,
  unzipSafely,
} from '@phen-dau/geodata';
import { expect, it } from 'vitest';
import { read } from '../testing/api.ts';
import { fileOf, lampSurveys } from '../testing/lamp-surveys.ts';
import { kept } from '../testing/surveys.ts';

const { surveyor, lamp } = await lampSurveys();
type TellingLayer = DescribedLayer & { readonly bounds: Bounds | null };
const { layers } = await read<{ layers: TellingLayer[] }>(await surveyor('/api/layers'));
const bounds = provinceOf(layers);

/** What only the register can say. */
const ofTheServer = ['same-file', 'same-walk', 'lamp-off-road', 'near-duplicate', 'compared-partly', 'datum-suspected'];
const toldIn = (issues: readonly { code: string; key: string; severity: string }[]) =>
  issues
    .filter(({ code }) => !ofTheServer.includes(code))
    .map(({ key, severity }) => `${severity} ${key}`)
    .sort();

const fixes = [0, 1, 2].map(
  (n) => `<trkpt lat="21.7${n}" lon="107.1"><time>2025-03-0${n + 1}T01:00:00Z</time></trkpt>`,
);
const square = (shift: number) =>
  [0, 1, 2, 0].map((corner) => [107.1 + shift + (corner % 2) / 100, 21.7 + corner / 100]);
const cases: { name: string; layer: string; content: () => string }[] = [
  {
    name: 'den.geojson',
    layer: 'solar-lamp',
    content: () =>
      fileOf(
        lamp(randomUUID(), { installed_on: '2030-01-01', power_watts: -3, man_days: 'nhiều' }),
        lamp(randomUUID(), { kind: 'nowhere', cost_vnd: 3e15 }),
        lamp(randomUUID(), {}, [21.7, 107.2]),
        lamp(randomUUID(), { installed_on: '2025-07-01', valid_to: '2024-01-01', colour: 'red' }),
      ),
  },
  {
    name: 'den.csv',
    layer: 'solar-lamp',
    content: () =>
      `so,kind,status,X,Y\n${randomUUID()},patrol,working,2400000,484000\nB,patrol,shining,2400100,484100\n`,
  },
  {
    name: 'tuan-tra.gpx',
    layer: 'survey-track',
    content: () =>
      `<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="21.7" lon="107.1"/><trk><name>${randomUUID()}</name><trkseg>${fixes.join('')}</trkseg></trk></gpx>`,
  },
  {
    name: 'duong.geojson',
    layer: 'patrol-road',
    content: () => {
      const line = (coordinates: number[][]) => ({ type: 'LineString', coordinates });
      const road = { name: randomUUID(), kind: 'patrol', surface: 'earth', status: 'usable' };
      const ways = [
        { ...road, year_built: 1850 },
        { ...road, name: 'B', length_metres: 12 },
      ];
      return fileOf(
        ...ways.map((properties, at) => ({ type: 'Feature', geometry: line(square(at / 10)), properties })),
      );
    },
  },
  { name: 'hong.kml', layer: 'solar-lamp', content: () => '<?xml version="1.0"?><!DOCTYPE kml><kml/>' },
];

it.each(cases)('what a device foresees of $name is what the server then says of it', async (of) => {
  const content = of.content();
  const described = layers.find(({ id }) => id === of.layer);
  const read = await readSurvey(new TextEncoder().encode(content), of.name, surveyLimits, { unzip: unzipSafely });
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  const preview = previewSurvey(read, { layer: described && describedLayer(described), bounds, today });
  const survey = await kept(surveyor, content, { layer: of.layer, name: of.name });
  expect(toldIn(preview.issues)).toEqual(toldIn(survey.issues));
  expect(preview.issues.length).toBeGreaterThan(0);
  expect([preview.read, preview.usable?.size ?? 0]).toEqual([survey.receipt.read, survey.receipt.accepted]);
});
