import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layerById } from '../catalogue.ts';
import { csvHeading, csvLine, csvRow, type OutputFeature, wellKnownText } from './csv.ts';
import { geojsonClosing, geojsonFeature, geojsonOpening } from './geojson-writer.ts';

const marker: OutputFeature = {
  id: 'b0a1c0de-0000-4000-8000-000000000001',
  geometry: { type: 'Point', coordinates: [106.7106, 21.9785] },
  properties: {
    number: '1090/2',
    kind: 'auxiliary',
    post_id: null,
    elevation_metres: -1.5,
    year_set: 2008,
    last_inspected_on: null,
  },
  validFrom: '2019-01-01',
  validTo: null,
};
const layer = layerById('border-marker');

/** RFC 4180 by the book: the reader a program would use. */
function cells(line: string): string[] {
  return [...line.replace(/\r\n$/, '').matchAll(/(?<=^|,)(?:"((?:[^"]|"")*)"|([^,"]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}

describe('CSV', () => {
  it('speaks the language it is asked for, units in the headings, or the keys of the API', () => {
    expect(csvHeading(layer, { language: 'vi' })).toBe(
      '\uFEFFMã,Số hiệu,Loại,Đồn quản lý,Độ cao (m),Năm cắm mốc,Kiểm tra gần nhất,Có hiệu lực từ,Đến trước ngày,Kinh độ,Vĩ độ\r\n',
    );
    expect(cells(csvHeading(layer, { language: null }))).toContain('elevation_metres');
    expect(csvRow(layer, marker, { language: 'vi' })).toBe(
      'b0a1c0de-0000-4000-8000-000000000001,1090/2,Mốc phụ,,-1.5,2008,,2019-01-01,,106.7106,21.9785\r\n',
    );
    expect(cells(csvRow(layer, marker, { language: null }))[2]).toBe('auxiliary');
  });

  it('never hands a spreadsheet a formula, and leaves negative numbers numbers', () => {
    for (const attack of ['=HYPERLINK("http://x")', '+1', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '\0=1']) {
      expect(cells(csvLine([attack]))[0]).toBe(`'${attack}`);
    }
    expect(csvLine([-2.5, 'a-b'])).toBe('-2.5,a-b\r\n');
  });

  it('is read back by any reader of RFC 4180', () => {
    const plain = fc.string({ unit: 'grapheme' }).filter((text) => !/^[=+\-@\t\r\n\0]/.test(text));
    fc.assert(
      fc.property(fc.array(plain, { minLength: 1 }), (texts) => {
        expect(cells(csvLine(texts))).toEqual(texts);
      }),
    );
  });

  it('writes lines and areas as well-known text', () => {
    expect(
      wellKnownText({
        type: 'MultiLineString',
        coordinates: [
          [
            [1, 2],
            [3, 4],
          ],
          [
            [5, 6],
            [7, 8],
          ],
        ],
      }),
    ).toBe('MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))');
    expect(
      wellKnownText({
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [1, 2],
              [3, 4],
              [5, 6],
              [1, 2],
            ],
          ],
        ],
      }),
    ).toBe('MULTIPOLYGON (((1 2, 3 4, 5 6, 1 2)))');
    expect(wellKnownText({ type: 'Point', coordinates: [1, 2] })).toBe('POINT (1 2)');
    expect(wellKnownText({ type: 'MultiPoint', coordinates: [] })).toBe('MULTIPOINT EMPTY');
  });
});

describe('GeoJSON as it is written', () => {
  it('is one collection of features with their days, coordinates without the noise of doubles', () => {
    const noisy = { ...marker, geometry: { type: 'Point' as const, coordinates: [106.1 + 0.2, 21.9785] } };
    const text = `${geojsonOpening}${[noisy, marker].map(geojsonFeature).join(',\n')}${geojsonClosing}`;
    const { features } = JSON.parse(text);
    expect(features[0].geometry.coordinates).toEqual([106.3, 21.9785]);
    expect(features[1]).toMatchObject({
      id: marker.id,
      properties: { number: '1090/2', valid_from: '2019-01-01', valid_to: null },
    });
  });
});
