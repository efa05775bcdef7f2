import { readSurvey, surveyLimits, unzipSafely } from '@phen-dau/geodata';
import { describe, expect, it } from 'vitest';
import { layerDescriptions } from '../../../support/layer-descriptions.ts';
import { drawnShapes } from './drawn-shapes.ts';
import { filePreview, type KnownHere } from './file-preview.ts';
import { momentsOf } from './moments-of.ts';

const feature = (index: number, geometry: unknown, properties: Record<string, unknown> = {}) => ({
  ...{ kind: 'feature' as const, index, id: null, geometry, properties },
});
const point = (index: number, name = '') => feature(index, { type: 'Point', coordinates: [106.5, 22.4] }, { name });
const asIs = { isHeld: () => false, nameOf: ({ name }: { name?: unknown }) => name, nameField: 'code' };

describe('what is drawn of a file before it is sent', () => {
  it('ends where a telephone could draw no more, and says how much there is', () => {
    const all = Array.from({ length: 30 }, (_, at) => point(at));
    const { shapes, drawable, boxes } = drawnShapes(all, { ...asIs, most: 10 });
    expect([shapes.length, drawable, boxes.length]).toEqual([10, 30, 30]);
  });

  it('is at least the first feature, however long it is', () => {
    const coordinates = Array.from({ length: 90 }, (_, at) => [106.5 + at / 1000, 22.4 + (at % 2) / 100]);
    const { shapes } = drawnShapes([feature(0, { type: 'LineString', coordinates }), point(1)], { ...asIs, most: 10 });
    expect(shapes.map(({ index }) => index)).toEqual([0]);
  });

  it('is a long line without the positions that no eye sees', () => {
    const coordinates = Array.from({ length: 5000 }, (_, at) => [106.5 + at / 1e6, 22.4]);
    const [drawn] = drawnShapes([feature(0, { type: 'MultiLineString', coordinates: [coordinates] })], asIs).shapes;
    const [line = []] = drawn?.geometry.type === 'MultiLineString' ? drawn.geometry.coordinates : [];
    expect(line.length).toBeLessThan(20);
    expect([line[0], line.at(-1)]).toEqual([coordinates[0], coordinates.at(-1)]);
  });

  it('is nothing that is no geometry in degrees, and has the name under the key of its layer', () => {
    const far = feature(1, { type: 'Point', coordinates: [425_000, 2_480_000] });
    const { shapes } = drawnShapes([point(0, 'Đ-1'), far, feature(2, null)], {
      ...asIs,
      isHeld: (index) => index === 0,
    });
    expect(shapes).toEqual([expect.objectContaining({ index: 0, properties: { code: 'Đ-1' }, isHeld: true })]);
  });
});

describe('when a file was made', () => {
  it('is from its earliest to its latest moment, of fixes and of features alike; days of building say nothing', () => {
    const times = Float64Array.of(Date.UTC(2026, 10, 20, 1), Number.NaN, Date.UTC(2026, 10, 20, 3));
    const fixes = [{ times, elevationsMetres: times, accuracyMetres: times }];
    const waypoint = feature(1, null, { time: '2026-11-20T00:30:00Z', installed_on: '2019-01-01', name: '2026' });
    expect(momentsOf([{ ...feature(0, null), fixes }, waypoint])).toEqual([
      '2026-11-20T00:30:00.000Z',
      '2026-11-20T03:00:00.000Z',
    ]);
    expect(momentsOf([waypoint].map(() => feature(0, null, { time: '2026-02-31T99:99' })))).toBeNull();
  });
});

describe('a preview', () => {
  const layers = layerDescriptions('internal');
  const known: KnownHere = {
    ...{ layer: layers.find(({ id }) => id === 'solar-lamp'), mappings: {}, language: 'vi', today: '2026-11-23' },
    ...{ province: [106.1, 21.3, 107.4, 22.5], home: [105.1, 20.3, 108.4, 23.5] },
  };
  const previewOf = async (text: string, more: Partial<KnownHere> = {}) =>
    filePreview(await readSurvey(new TextEncoder().encode(text), 'den.csv', surveyLimits, { unzip: unzipSafely }), {
      ...known,
      ...more,
    });
  const table = [
    'ma_den,loai,tinh_trang,lon,lat',
    'A-1,patrol,working,106.52,22.42',
    'A-2,patrol,working,106.53,22.43',
    'A-3,patrol,working,99.1,15.2',
  ].join('\n');

  it('counts shapes, names columns, and goes to what lies near the province', async () => {
    const { format, kinds, columns, bounds, drawn, usable } = await previewOf(table);
    expect({ format, kinds, columns }).toEqual({
      ...{ format: 'table', kinds: { points: 3, lines: 0, areas: 0 } },
      columns: ['ma_den', 'loai', 'tinh_trang'],
    });
    expect(bounds).toEqual([106.52, 22.42, 106.53, 22.43]);
    expect([drawn.map(({ isHeld }) => isHeld), usable]).toEqual([[true, true, true], 0]);
  });

  it('joins columns as they were joined for the last file of this shape, and says so', async () => {
    const map = { code: 'ma_den', kind: 'loai', status: 'tinh_trang' };
    const mappings = { 'solar-lamp loai\tma_den\ttinh_trang': { map, set: {} } };
    const { isJoined, issues, drawn, usable } = await previewOf(table, { mappings });
    expect([isJoined, usable, issues.map(({ code }) => code)]).toEqual([true, 2, ['outside-province']]);
    expect(drawn[0]?.properties).toEqual({ code: 'A-1' });
  });

  it('speaks the language of the reader', async () => {
    const told = async (language: 'vi' | 'en') =>
      (await previewOf(table, { language })).issues.find(({ code }) => code === 'outside-province')?.message;
    expect(await told('vi')).toContain('Nằm ngoài tỉnh');
    expect(await told('en')).toContain('outside the province');
  });
});
