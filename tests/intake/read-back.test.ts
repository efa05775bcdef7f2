import {
  addToFlatGeobuf,
  csvHeading,
  csvRow,
  geojsonClosing,
  geojsonFeature,
  geojsonOpening,
  type Layer,
  layerById,
  layerFlatGeobufWriter,
  type OutputFeature,
  validateFeatures,
} from '@phen-dau/geodata';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { read, utf8 } from './reading.ts';

/** As every feature of the register has them. */
const days = { validFrom: '2019-04-30', validTo: null };

describe('what we export is read back as it was', () => {
  const degrees = (least: number) =>
    fc.integer({ min: 0, max: 9_999_999 }).map((at) => Math.round((least + at / 1e7) * 1e7) / 1e7);
  const position = fc.tuple(degrees(106), degrees(21)).map(([x, y]): [number, number] => [x, y]);
  const id = fc.uuid();
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .map((given) => given.normalize('NFC').replaceAll('\0', ''))
    .filter((given) => given.trim() === given && given !== '' && !/^'[=+\-@\t\r\n]/.test(given));
  const lamp = fc
    .record({
      id,
      at: position,
      code: text,
      installed_on: fc.constantFrom('2024-05-01', null),
      power_watts: fc.option(fc.integer({ min: 0, max: 500 })),
    })
    .map(
      ({ id, at, ...rest }): OutputFeature => ({
        id,
        geometry: { type: 'Point', coordinates: at },
        properties: {
          kind: 'patrol',
          status: 'working',
          post_id: null,
          road_id: null,
          cost_vnd: null,
          man_days: null,
          ...rest,
        },
        ...days,
      }),
    );
  const road = fc
    .record({
      id,
      name: text,
      parts: fc.array(fc.uniqueArray(position, { minLength: 2, maxLength: 6, selector: String }), {
        minLength: 1,
        maxLength: 3,
      }),
    })
    .map(
      ({ id, name, parts }): OutputFeature => ({
        id,
        geometry: { type: 'MultiLineString', coordinates: parts },
        properties: { name, kind: 'inspection', surface: 'earth', status: 'usable', length_metres: 12.5 },
        ...days,
      }),
    );
  /** Areas in cells of their own, some with a hole. */
  const zone = fc
    .record({
      id,
      name: text,
      kind: fc.constantFrom('border_belt', 'defence_zone', 'defence_land'),
      decided_on: fc.constantFrom('2023-12-31', null),
      decision: fc.option(text),
      parts: fc.uniqueArray(
        fc.record({
          cell: fc.integer({ min: 0, max: 99 }),
          width: degrees(0.2),
          height: degrees(0.2),
          hole: fc.boolean(),
        }),
        { minLength: 1, maxLength: 4, selector: ({ cell }) => cell },
      ),
    })
    .map(
      ({ parts, ...rest }): OutputFeature => ({
        id: rest.id,
        geometry: { type: 'MultiPolygon', coordinates: parts.map(areaIn) },
        properties: { ...without(rest, 'id'), area_hectares: 7.25 },
        ...days,
      }),
    );

  const csvIn = (language: 'vi' | 'en' | null) => (layer: Layer, features: readonly OutputFeature[]) =>
    utf8(csvHeading(layer, { language }) + features.map((one) => csvRow(layer, one, { language })).join(''));
  const writers: readonly (readonly [string, (layer: Layer, features: readonly OutputFeature[]) => Uint8Array])[] = [
    [
      'out.geojson',
      (_, features) => utf8(`${geojsonOpening}${features.map(geojsonFeature).join(',\n')}${geojsonClosing}`),
    ],
    ['keys.csv', csvIn(null)],
    ['tiếng Việt.csv', csvIn('vi')],
    ['English.csv', csvIn('en')],
    [
      'out.fgb',
      (layer, features) => {
        const writer = layerFlatGeobufWriter(layer, 'vi');
        for (const one of features) addToFlatGeobuf(writer, one);
        return new Uint8Array(Buffer.concat([...writer.finish()]));
      },
    ],
  ];

  it.each(writers)('%s', async (fileName, write) => {
    for (const [layerId, one] of [
      ['solar-lamp', lamp],
      ['patrol-road', road],
      ['zone', zone],
    ] as const) {
      const layer = layerById(layerId);
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(one, { minLength: 1, maxLength: 5, selector: ({ id }) => id }),
          async (given) => {
            const { features, issues } = await read(fileName, write(layer, given));
            expect(issues).toEqual([]);
            const { accepted, issues: faults } = validateFeatures(layer, features);
            expect(faults.filter(({ severity }) => severity === 'error')).toEqual([]);
            const written = new Map(given.map((feature) => [feature.id, feature]));
            expect(accepted).toHaveLength(given.length);
            for (const { id: readId = '', geometry, properties, validFrom } of accepted) {
              const before = written.get(readId);
              expect(geometry).toEqual(before?.geometry);
              expect(properties).toMatchObject(before?.properties ?? { missing: readId });
              expect(validFrom).toBe(before?.validFrom);
            }
          },
        ),
        { numRuns: 40 },
      );
    }
  });
});

/** A rectangle within a cell of a tenth of a degree, counter-clockwise, its hole clockwise. */
function areaIn({ cell, width, height, hole }: { cell: number; width: number; height: number; hole: boolean }) {
  const round = (value: number) => Math.round(value * 1e7) / 1e7;
  const [west, south] = [106 + Math.floor(cell / 10) / 10, 21 + (cell % 10) / 10];
  const ring = (from: number, to: number): [number, number][] => {
    const at = (x: number, y: number): [number, number] => [
      round(west + (x * width) / 15),
      round(south + (y * height) / 15),
    ];
    return [at(from, from), at(to, from), at(to, to), at(from, to), at(from, from)];
  };
  return hole ? [ring(0, 1), ring(0.25, 0.75).toReversed()] : [ring(0, 1)];
}

function without<T extends object, K extends keyof T>(record: T, key: K): Omit<T, K> {
  const { [key]: _, ...rest } = record;
  return rest;
}
