import {
  addToFlatGeobuf,
  csvHeading,
  csvRow,
  geojsonClosing,
  geojsonFeature,
  geojsonOpening,
  layerById,
  layerFlatGeobufWriter,
  type OutputFeature,
  validateFeatures,
} from '@phen-dau/geodata';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { read, utf8 } from './reading.ts';

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
      }),
    );

  const writers = {
    'out.geojson': (_: 'solar-lamp' | 'patrol-road', features: readonly OutputFeature[]) =>
      utf8(`${geojsonOpening}${features.map(geojsonFeature).join(',\n')}${geojsonClosing}`),
    'out.csv': (layer: 'solar-lamp' | 'patrol-road', features: readonly OutputFeature[]) => {
      const options = { language: null };
      return utf8(
        csvHeading(layerById(layer), options) + features.map((one) => csvRow(layerById(layer), one, options)).join(''),
      );
    },
    'out.fgb': (layer: 'solar-lamp' | 'patrol-road', features: readonly OutputFeature[]) => {
      const writer = layerFlatGeobufWriter(layerById(layer), 'vi');
      for (const one of features) addToFlatGeobuf(writer, one);
      return new Uint8Array(Buffer.concat([...writer.finish()]));
    },
  };

  it.each(Object.entries(writers))('%s', async (fileName, write) => {
    for (const [layer, one] of [
      ['solar-lamp', lamp],
      ['patrol-road', road],
    ] as const) {
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(one, { minLength: 1, maxLength: 5, selector: ({ id }) => id }),
          async (given) => {
            const { features, issues } = await read(fileName, write(layer, given));
            expect(issues).toEqual([]);
            const { accepted, issues: faults } = validateFeatures(layerById(layer), features);
            expect(faults.filter(({ severity }) => severity === 'error')).toEqual([]);
            const written = new Map(given.map((feature) => [feature.id, feature]));
            expect(accepted).toHaveLength(given.length);
            for (const { id: readId = '', geometry, properties } of accepted) {
              const before = written.get(readId);
              expect(geometry).toEqual(before?.geometry);
              expect(properties).toMatchObject(before?.properties ?? { missing: readId });
            }
          },
        ),
        { numRuns: 40 },
      );
    }
  });
});
