import { describe, expect, it } from 'vitest';
import { layerById } from '../catalogue.ts';
import { surveyLimits } from './limits.ts';
import { samplePositions } from './positions.ts';
import { readSurvey } from './read-survey.ts';
import { type PreviewKnowledge, previewSurvey } from './survey-preview.ts';
import { unzipSafely } from './unzip-safely.ts';

const province: PreviewKnowledge = { bounds: [106.1, 21.3, 107.4, 22.5], today: '2026-11-23' };
const lamps: PreviewKnowledge = { ...province, layer: layerById('solar-lamp') };

const previewOf = async (text: string, name: string, knowledge: PreviewKnowledge) =>
  previewSurvey(
    await readSurvey(new TextEncoder().encode(text), name, surveyLimits, { unzip: unzipSafely }),
    knowledge,
  );
const codesOf = ({ issues }: Awaited<ReturnType<typeof previewOf>>) => issues.map(({ code }) => code);
const table = (...rows: string[]) => ['code,kind,status,lon,lat', ...rows].join('\n');

describe('a file that nobody has sent yet', () => {
  it('is judged by the rules that need nothing but the file, each finding at its feature', async () => {
    const preview = await previewOf(
      table(
        'A-1,patrol,working,106.52,22.42',
        'A-2,patrol,brokn,106.53,22.42',
        'A-3,patrol,working,99.1,15.2',
        'A-4,patrol,working,106.52001,22.42',
      ),
      'den.csv',
      lamps,
    );
    expect(preview.system).toEqual({ state: 'known', crs: 'EPSG:4326', name: 'WGS 84' });
    expect(preview.issues.map(({ code, feature }) => [code, feature])).toEqual([
      ['property-invalid', 1],
      ['outside-province', 2],
      ['near-duplicate-in-file', 3],
    ]);
    expect([preview.read, preview.errors, [...(preview.usable ?? [])]]).toEqual([4, 2, [0, 3]]);
  });

  it('is read with columns joined as a person has joined them', async () => {
    const text = 'ma_den,loai,tinh_trang,lon,lat\nA-1,patrol,working,106.52,22.42';
    const apart = await previewOf(text, 'den.csv', lamps);
    expect(codesOf(apart)).toEqual(['column-missing', 'column-missing', 'column-missing', 'columns-unused']);
    const joined = { code: 'ma_den', kind: 'loai', status: 'tinh_trang' };
    expect(codesOf(await previewOf(text, 'den.csv', { ...lamps, map: joined }))).toEqual([]);
  });

  it('takes names of other works on trust: only the register knows which there are', async () => {
    const text = 'code,kind,status,post_id,lon,lat\nA-1,patrol,working,Đồn Không Ai Biết,106.52,22.42';
    expect(codesOf(await previewOf(text, 'den.csv', lamps))).toEqual([]);
  });

  it('with an id of its own may change a work of the register, and need not say all of it again', async () => {
    const feature = (properties: object) => ({
      ...{ type: 'Feature', id: '0475a946-6014-4393-a535-10072878c4b7' },
      ...{ geometry: { type: 'Point', coordinates: [106.52, 22.42] }, properties },
    });
    const text = JSON.stringify({ type: 'FeatureCollection', features: [feature({ status: 'broken' })] });
    expect(codesOf(await previewOf(text, 'sua.geojson', lamps))).toEqual([]);
  });

  it('in metres of a zone that it does not name lies nowhere: no zone is assumed', async () => {
    const preview = await previewOf('code,kind,status,X,Y\nA-1,patrol,working,2480543.6,425089.6', 'den.csv', lamps);
    expect(preview.system).toEqual({ state: 'open', stated: undefined });
    expect([preview.placed, preview.usable]).toEqual([null, null]);
    expect(codesOf(preview)).toEqual(['crs-unconfirmed']);
  });

  it('in a zone that it names is moved to WGS 84, the datum with it', async () => {
    const crs = { type: 'name', properties: { name: 'EPSG:9215' } };
    const geometry = { type: 'Point', coordinates: [444101.908, 2431385.271] };
    const properties = { code: 'A-1', kind: 'patrol', status: 'working' };
    const features = [{ type: 'Feature', geometry, properties }];
    const text = JSON.stringify({ type: 'FeatureCollection', crs, features });
    const { system, placed, issues } = await previewOf(text, 'den.geojson', lamps);
    expect([system, issues]).toEqual([{ state: 'known', crs: 'EPSG:9215', name: 'VN-2000 107°15′' }, []]);
    const [[longitude, latitude] = []] = samplePositions(placed ?? [], 1);
    expect(longitude).toBeCloseTo(106.7106, 6);
    expect(latitude).toBeCloseTo(21.9785, 6);
  });

  it('in a system that only a database may know is drawn nowhere and blamed for nothing', async () => {
    const crs = { type: 'name', properties: { name: 'EPSG:2326' } };
    const features = [{ type: 'Feature', geometry: { type: 'Point', coordinates: [8e5, 8e5] }, properties: {} }];
    const preview = await previewOf(JSON.stringify({ type: 'FeatureCollection', crs, features }), 'hk.geojson', lamps);
    expect(preview.system).toEqual({ state: 'unknown', stated: 'EPSG:2326' });
    expect([preview.placed, preview.errors]).toEqual([null, 0]);
  });

  it('is placed before anybody has said what it is for, and judged no further', async () => {
    const preview = await previewOf('code,lon,lat\nA-1,106.52,22.42\nA-2,106.53,22.42', 'den.csv', province);
    expect([preview.read, preview.placed?.length, preview.usable]).toEqual([2, 2, null]);
    expect(codesOf(preview)).toEqual([]);
  });

  it('has places that no layer could take said before anybody has said what it is for, each once', async () => {
    const told = async (...rows: string[]) => {
      const { issues } = await previewOf(['code,lon,lat', ...rows].join('\n'), 'den.csv', province);
      return issues.map(({ code, feature, severity }) => [code, feature, severity]);
    };
    expect(await told('A-1,106.52,22.42', 'A-2,99.1,15.2', 'A-3,106.53,22.43')).toEqual([
      ['outside-province', 1, 'error'],
    ]);
    const line = {
      type: 'LineString',
      coordinates: [
        [106.5, 22.4],
        [106.51, 95],
        [300, 22.4],
      ],
    };
    const area = {
      type: 'Polygon',
      coordinates: [
        [
          [106.5, 22.4],
          [106.6, 22.4],
          [106.6, 22.5],
          [106.5, 22.4],
        ],
      ],
    };
    const collection = {
      type: 'GeometryCollection',
      geometries: [{ type: 'MultiPoint', coordinates: [[2.3, 48.8]] }, line],
    };
    const features = [line, area, collection].map((geometry) => ({ type: 'Feature', properties: {}, geometry }));
    const preview = await previewOf(JSON.stringify({ type: 'FeatureCollection', features }), 'hinh.geojson', province);
    expect(preview.issues.map(({ code, feature }) => [code, feature])).toEqual([
      ['coordinate-out-of-range', 0],
      ['outside-province', 2],
    ]);
  });

  it('that nothing can be read of says so', async () => {
    const preview = await previewOf('not of any format', 'x.bin', lamps);
    expect([preview.system, preview.read, codesOf(preview)]).toEqual([{ state: 'none' }, 0, ['format-unknown']]);
  });
});
