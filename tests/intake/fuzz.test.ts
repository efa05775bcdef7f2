import { unzipWithYauzl } from '@phen-dau/api';
import {
  applyCuts,
  cleanTrack,
  coordinateCandidates,
  issueText,
  layerById,
  placedFeatures,
  prepareReference,
  prepareRules,
  readSurvey,
  runRules,
  seededRandom,
  surveyLimits,
  trackParts,
  tracksByDay,
  unzipSafely,
  validateFeatures,
  walkSummary,
} from '@phen-dau/geodata';
import { describe, expect, it } from 'vitest';
import { surveySamples } from './survey-samples.ts';

/** `pnpm run bench fuzz --cases 100000` for a long one; the default keeps the suite quick. */
const cases = Number(process.env.FUZZ_CASES ?? 1000);
const slowestMilliseconds = 3000;
const limits = { ...surveyLimits, expandedBytes: 4_000_000, issues: 200 };

const samples = Object.entries(surveySamples());
const words = [
  'NaN',
  '1e400',
  '-Infinity',
  '<',
  '>',
  '"',
  '&#0;',
  '&x;',
  '<!DOCTYPE x>',
  ']]>',
  '<trkseg>',
  '</trk>',
  '<Placemark>',
  ';;',
  '\n',
  '\r',
  '\0',
  ',',
  '\t',
  'POLYGON((',
  '107°15′',
  'PK\u0005\u0006',
  '__proto__',
].map((word) => new TextEncoder().encode(word));
const numbers = [0, 1, 0x7f, 0xff, 0xffff, 0x7fffffff, 0xffffffff, 0x80000000];
const names = ['a.gpx', 'a.kml', 'a.kmz', 'a.zip', 'a.csv', 'a.shp', 'a.geojson', 'a', 'ă.txt'];

const reference = prepareReference({
  bounds: [106, 21, 107.5, 22.5],
  lines: [
    [
      [
        [106.7, 21.9],
        [106.8, 21.95],
      ],
    ],
  ],
});
const layers = (['patrol-road', 'border-marker', 'survey-track', 'zone'] as const).map(layerById);
const contexts = layers.map((layer) =>
  prepareRules({
    layer,
    today: '2026-06-01',
    borderLines: [
      [
        [
          [106, 22],
          [107, 22],
        ],
      ],
    ],
  }),
);

describe('damaged survey files', () => {
  it(`${cases} of them break no reader and nothing behind it`, async () => {
    const found = { features: 0, issues: 0, slowest: 0 };
    for (let number = 0; number < cases; number++) {
      const random = wholeNumbers(number + 1);
      const [sampleName, sample] = samples[number % samples.length] ?? ['', new Uint8Array()];
      const bytes = damaged(sample, random);
      const name = random(10) === 0 ? (names[random(names.length)] ?? sampleName) : sampleName;
      const started = performance.now();
      try {
        const { features, issues } = await survives(bytes, name, number);
        found.features += features;
        found.issues += issues;
      } catch (error) {
        const cause = `Case ${number}, ${name}: ${Buffer.from(bytes).toString('base64').slice(0, 4000)}`;
        throw new Error(cause, { cause: error });
      }
      found.slowest = Math.max(found.slowest, performance.now() - started);
    }
    process.stdout.write(`fuzz: ${cases} cases, ${JSON.stringify(found)}\n`);
    expect(found.features).toBeGreaterThan(cases / 20);
    expect(found.issues).toBeGreaterThan(cases / 20);
    expect(found.slowest).toBeLessThan(slowestMilliseconds);
  }, 7_200_000);
});

async function survives(
  bytes: Uint8Array,
  name: string,
  number: number,
): Promise<{ features: number; issues: number }> {
  const shape = (['points', 'line', 'area'] as const)[number % 3] ?? 'points';
  // The browser's way of unpacking and the server's, by turns of all samples.
  const unzip = Math.floor(number / samples.length) % 2 === 0 ? unzipSafely : unzipWithYauzl;
  const content = await readSurvey(bytes, name, limits, { unzip, table: { shape } });
  const { features, issues } = tracksByDay(content);
  expect(features.length + issues.length).toBeGreaterThan(0);
  for (const issue of issues) expect(issueText(issue, 'vi')).not.toBe('');
  const [best] = coordinateCandidates(features, reference);
  const placed = placedFeatures(features, best?.crs ?? 'EPSG:4326', best?.order ?? 'as-is') ?? [];
  for (const feature of placed) {
    const parts = trackParts(feature);
    for (const part of parts) applyCuts(part, cleanTrack(part));
    walkSummary(parts);
  }
  const at = number % layers.length;
  const [layer, context] = [layers[at], contexts[at]];
  if (!layer || !context) throw new Error('No layer');
  const { accepted } = validateFeatures(layer, placed, { geometries: 'repair' });
  for (const issue of runRules(accepted, context)) expect(issueText(issue, 'en')).not.toBe('');
  return { features: features.length, issues: issues.length };
}

/** The sample with bytes changed, cut, repeated and put in; now and then nothing but noise. */
function damaged(sample: Uint8Array, random: (below: number) => number): Uint8Array {
  if (random(50) === 0) return Uint8Array.from({ length: random(400) }, () => random(256));
  if (random(20) === 0) return sample.slice(0, random(sample.length));
  let bytes = sample;
  for (let change = random(5); change >= 0; change--) {
    const at = random(bytes.length + 1);
    const insert = inserted(random, bytes);
    // Bytes are written over as often as put in: a shift breaks every offset of a binary file at once.
    const skip = random(2) === 0 ? insert.length : random(30);
    bytes = new Uint8Array([...bytes.subarray(0, at), ...insert, ...bytes.subarray(at + skip)]);
  }
  return bytes;
}

function inserted(random: (below: number) => number, bytes: Uint8Array): Uint8Array {
  switch (random(4)) {
    case 0:
      return words[random(words.length)] ?? new Uint8Array();
    case 1:
      return new Uint8Array(new Uint32Array([numbers[random(numbers.length)] ?? 0]).buffer).slice(
        0,
        random(2) === 0 ? 4 : 2,
      );
    case 2:
      return bytes.subarray(random(bytes.length), random(bytes.length));
    default:
      return Uint8Array.from({ length: random(6) }, () => random(256));
  }
}

/** Whole numbers from 0 to below a bound, the same for the same seed; 0 where nothing is below it. */
function wholeNumbers(seed: number): (below: number) => number {
  const random = seededRandom(seed);
  return (below) => Math.floor(below * random());
}
