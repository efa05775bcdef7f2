import { describe, expect, it } from 'vitest';
import { read } from '../testing/api.ts';
import { fileOf, lampSurveys } from '../testing/lamp-surveys.ts';
import { change, kept, type Survey } from '../testing/surveys.ts';

const { surveyor, lamp } = await lampSurveys();

describe('a survey', () => {
  it('whose faulty shapes were mended shows the fault again when that is taken back', async () => {
    const ring = [
      [107.2, 21.7],
      [107.21, 21.7],
      [107.21, 21.71],
      [107.2, 21.71],
    ];
    const belt = {
      type: 'Feature',
      geometry: { type: 'Polygon', coordinates: [ring] },
      properties: { name: 'Vành đai thử', kind: 'border_belt' },
    };
    const survey = await kept(surveyor, fileOf(belt), { layer: 'zone', name: 'vanh dai.geojson' });
    expect(survey).toMatchObject({ state: 'has-issues', geometries: null, issues: [{ fix: { kind: 'repair' } }] });
    const mended = await read<Survey>(await change(surveyor, survey.id, { fixes: [{ kind: 'repair' }] }));
    expect(mended).toMatchObject({ state: 'received', geometries: 'repair', receipt: { accepted: 1 } });
    const back = await read<Survey>(await change(surveyor, survey.id, { geometries: null }));
    expect(back).toMatchObject({ state: 'has-issues', geometries: null, receipt: { accepted: 0, held: 1 } });
  });

  it('in a system that nobody knows says which that is and takes the right one (GeoNode #8628: unknown error)', async () => {
    const { features } = JSON.parse(fileOf(lamp('CRS-1')));
    const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::999999' } };
    const survey = await kept(surveyor, JSON.stringify({ type: 'FeatureCollection', crs, features }));
    expect(survey).toMatchObject({ state: 'has-issues', receipt: { read: 1, accepted: 0, held: 1 } });
    const asked = survey.issues.find(({ severity }) => severity === 'error');
    expect(asked).toMatchObject({ code: 'crs-unconfirmed', fix: { kind: 'set-crs', crs: 'EPSG:4326' } });
    const unknown = await read<Survey>(await change(surveyor, survey.id, { crs: 'EPSG:123456' }));
    const fault = unknown.issues.find(({ severity }) => severity === 'error');
    expect(fault).toMatchObject({ code: 'crs-unknown', message: expect.stringContaining('EPSG:123456') });
    const placed = await read<Survey>(await change(surveyor, survey.id, { crs: 'EPSG:4326' }));
    expect(placed).toMatchObject({ state: 'received', receipt: { accepted: 1, held: 0 } });
  });

  it('takes decisions up to a limit that the refusal names, and is as it was after one beyond it', async () => {
    const survey = await kept(surveyor, fileOf(lamp('NHIEU')));
    const many = Array.from({ length: 500 }, (_, cut) => `0/${cut}`.padEnd(200, '.'));
    const cuts = Object.fromEntries(Array.from({ length: 45 }, (_, feature) => [feature, many]));
    const refused = await change(surveyor, survey.id, { cuts });
    expect(refused.status).toBe(413);
    expect(await refused.json()).toMatchObject({ limitBytes: 4 * 2 ** 20, detail: expect.stringContaining('4 MB') });
    const after = await read<Survey>(await change(surveyor, survey.id, { set: { kind: 'village' } }));
    expect(after).toMatchObject({ state: 'received', version: survey.version + 1 });
  });
});
