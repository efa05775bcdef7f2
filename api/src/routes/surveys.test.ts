import { createHash, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { jsonRequest, read } from '../testing/api.ts';
import { fileOf, lampSurveys } from '../testing/lamp-surveys.ts';
import { change, kept, type Survey, send, step } from '../testing/surveys.ts';

const { api, surveyor, reviewer, lamp, lampsCalled } = await lampSurveys();

describe('a survey', () => {
  it('lives from the device to the register: received, mended, submitted, approved, undone', async () => {
    const code = `LIFE-${randomUUID()}`;
    const content = fileOf(lamp(`${code}-1`), lamp(`${code}-2`, { status: 'shining' }), lamp(`${code}-3`));
    const survey = await kept(surveyor, content);
    expect(survey).toMatchObject({
      state: 'has-issues',
      receipt: {
        sha256: createHash('sha256').update(content).digest('hex'),
        bytes: Buffer.byteLength(content),
        ...{ format: 'geojson', crs: 'EPSG:4326', read: 3, accepted: 2, held: 1 },
      },
    });
    const [fault] = survey.issues.filter(({ severity }) => severity === 'error');
    expect(fault).toMatchObject({ code: 'property-invalid', feature: 1 });
    expect(fault?.message).not.toBe('');
    expect((await step(surveyor, survey.id, 'submit')).status).toBe(422);

    const fix = { kind: 'set-property', feature: 1, property: 'status', value: 'broken' };
    const mended = await read<Survey>(await change(surveyor, survey.id, { fixes: [fix] }));
    expect(mended).toMatchObject({ state: 'received', receipt: { accepted: 3, held: 0 } });
    const { features } = await read<{ features: { properties: object }[] }>(
      await surveyor(`/api/surveys/${survey.id}/features`),
    );
    expect(features.map(({ properties }) => properties)).toMatchObject([{}, { status: 'broken' }, {}]);
    expect(await lampsCalled(code)).toHaveLength(0);

    expect((await step(surveyor, survey.id, 'submit')).status).toBe(200);
    expect(await lampsCalled(code)).toHaveLength(0);
    const done = await read<Survey>(await step(reviewer, survey.id, 'approve', { reason: 'đã kiểm tra' }));
    expect(done).toMatchObject({ state: 'approved', may: { undo: true, change: false } });
    expect(done.steps.map(({ action, account }) => [action, account])).toEqual([
      ['upload', surveyor.username],
      ['change', surveyor.username],
      ['submit', surveyor.username],
      ['approve', reviewer.username],
    ]);
    expect(await lampsCalled(code)).toHaveLength(3);
    expect(await (await surveyor(`/api/surveys/${survey.id}/original`)).text()).toBe(content);

    expect((await step(reviewer, survey.id, 'undo', { reason: 'nhầm đồn' })).status).toBe(200);
    expect(await lampsCalled(code)).toHaveLength(0);
    expect(await read<Survey>(await surveyor(`/api/surveys/${survey.id}`))).toMatchObject({ state: 'rejected' });
  });

  it('of a GPX track carries the times of the device and the attributes a person maps', async () => {
    const name = `Tuần tra ${randomUUID()}`;
    const fixes = [0, 1, 2].map(
      (n) => `<trkpt lat="21.7${n}" lon="107.1"><time>2025-03-01T0${n}:00:00Z</time></trkpt>`,
    );
    const gpx = `<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>${name}</name><trkseg>${fixes.join('')}</trkseg></trk></gpx>`;
    const survey = await kept(surveyor, gpx, { layer: 'survey-track', name: 'đường.gpx' });
    expect(survey).toMatchObject({ state: 'has-issues', receipt: { format: 'gpx', read: 1, accepted: 0 } });
    const mapped = await read<Survey>(await change(surveyor, survey.id, { set: { kind: 'patrol' } }));
    expect(mapped).toMatchObject({ state: 'received', receipt: { accepted: 1 } });
    const { features } = await read<{ features: object[] }>(await surveyor(`/api/surveys/${survey.id}/features`));
    expect(features).toMatchObject([
      {
        properties: {
          name,
          kind: 'patrol',
          started_at: '2025-03-01T00:00:00.000Z',
          ended_at: '2025-03-01T02:00:00.000Z',
        },
      },
    ]);
  });

  it('of a track shows what could be cut, cuts what is asked for, and takes a cut back', async () => {
    const at = (n: number, lat: number) =>
      `<trkpt lat="${lat}" lon="${107.1 + n / 1e4}"><time>2025-03-01T00:${String(n).padStart(2, '0')}:00Z</time></trkpt>`;
    const points = Array.from({ length: 30 }, (_, n) => at(n, n === 15 ? 21.9 : 21.7));
    const gpx = `<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>Nhảy</name><trkseg>${points.join('')}</trkseg></trk></gpx>`;
    const fields = { set: JSON.stringify({ kind: 'survey' }) };
    const survey = await kept(surveyor, gpx, { layer: 'survey-track', name: 'nhay.gpx', fields });
    const jump = survey.cuts.find(({ kind }) => kind === 'jump');
    expect(jump).toMatchObject({ feature: 0, taken: false });
    const positions = async () => {
      const { features } = await read<{ features: { geometry: { coordinates: number[][][] } }[] }>(
        await surveyor(`/api/surveys/${survey.id}/features`),
      );
      return features[0]?.geometry.coordinates.flat().length;
    };
    expect(await positions()).toBe(30);
    const cut = await read<Survey>(await change(surveyor, survey.id, { cuts: { 0: [jump?.id] } }));
    expect(cut.cuts.find(({ id }) => id === jump?.id)?.taken).toBe(true);
    expect(await positions()).toBe(29);
    await change(surveyor, survey.id, { cuts: { 0: [] } });
    expect(await positions()).toBe(30);
  });

  it('of a track goes without the fixes its own device calls inaccurate, until a person wants them back', async () => {
    const walk = (accuracyOf: (n: number) => number) => {
      const points = Array.from({ length: 30 }, (_, n) => {
        const place = `lat="${(21.6 + (n % 10 === 5 ? 0.0005 : 0)).toFixed(5)}" lon="${(107.1 + n / 1e4).toFixed(4)}"`;
        const more = `<extensions><accuracy>${accuracyOf(n)}</accuracy></extensions>`;
        return `<trkpt ${place}><time>2025-04-01T00:00:${String(n).padStart(2, '0')}Z</time>${more}</trkpt>`;
      });
      return `<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>Rừng</name><trkseg>${points.join('')}</trkseg></trk></gpx>`;
    };
    const fields = { set: JSON.stringify({ kind: 'survey' }) };
    const send = (gpx: string) => kept(surveyor, gpx, { layer: 'survey-track', name: 'rung.gpx', fields });
    const staged = async ({ id }: Survey) => {
      const { features } = await read<{
        features: { geometry: { coordinates: number[][][] }; properties: { length_metres: number } }[];
      }>(await surveyor(`/api/surveys/${id}/features`));
      const [only] = features;
      return { fixes: only?.geometry.coordinates.flat().length, metres: only?.properties.length_metres ?? 0 };
    };
    const survey = await send(walk((n) => (n % 10 === 5 ? 60 : 5)));
    expect(survey).toMatchObject({ state: 'received', receipt: { accepted: 1 } });
    expect(survey.cuts.map(({ kind, taken }) => [kind, taken])).toEqual(Array(3).fill(['inaccurate', true]));
    const without = await staged(survey);
    expect(without.fixes).toBe(27);
    const [first, ...others] = survey.cuts.map(({ id }) => id);
    await change(surveyor, survey.id, { cuts: { 0: others } });
    const withOne = await staged(survey);
    expect(withOne.fixes).toBe(28);
    expect(withOne.metres).toBeGreaterThan(without.metres + 60);
    const back = await read<Survey>(await change(surveyor, survey.id, { cuts: { 0: [] } }));
    expect(back.cuts.filter(({ taken }) => taken)).toEqual([]);
    expect((await staged(survey)).fixes).toBe(30);
    await change(surveyor, survey.id, { cuts: { 0: [first ?? '', ...others] } });
    expect(await staged(survey)).toEqual(without);

    const doubtful = await send(walk(() => 80));
    expect(doubtful).toMatchObject({ state: 'received', cuts: [{ kind: 'inaccurate', taken: false }] });
    expect((await staged(doubtful)).fixes).toBe(30);
  });

  it('of a track is cleaned by thresholds that can be moved within their ranges, kept with it and taken back', async () => {
    const positions = Array.from({ length: 40 }, (_, n) => [107.1 + n / 1e4, n === 15 ? 21.709 : 21.7]);
    const points = positions.map(
      ([lon, lat], n) =>
        `<trkpt lat="${lat}" lon="${lon}"><time>${new Date(1.74e12 + 60_000 * n).toISOString()}</time></trkpt>`,
    );
    const gpx = `<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>Ngưỡng</name><trkseg>${points.join('')}</trkseg></trk></gpx>`;
    const fields = { set: JSON.stringify({ kind: 'survey' }) };
    const survey = await kept(surveyor, gpx, { layer: 'survey-track', name: 'nguong.gpx', fields });
    // A kilometre a minute is 60 km/h: a motorcycle, as it stands; not on foot.
    expect(survey.cuts).toEqual([]);
    expect(survey.cleaning).toMatchObject({ jumpKmPerHour: 120, pauseSeconds: 300 });
    const onFoot = await read<Survey>(await change(surveyor, survey.id, { cleaning: { jumpKmPerHour: 20 } }));
    expect(onFoot.cuts).toMatchObject([{ kind: 'jump', taken: false }]);
    expect(onFoot.cleaning).toMatchObject({ jumpKmPerHour: 20, pauseSeconds: 300 });
    const again = await read<Survey>(await change(surveyor, survey.id, { set: { kind: 'patrol' } }));
    expect(again.cuts).toEqual(onFoot.cuts);
    const cut = await read<Survey>(await change(surveyor, survey.id, { cuts: { 0: [onFoot.cuts[0]?.id] } }));
    expect(cut.cuts).toMatchObject([{ taken: true }]);
    for (const cleaning of [{ jumpKmPerHour: 0 }, { pauseSeconds: 1e9 }, { jumpFast: 20 }]) {
      expect((await change(surveyor, survey.id, { cleaning })).status).toBe(400);
    }
    const back = await read<Survey>(await change(surveyor, survey.id, { cleaning: null }));
    expect(back.cuts).toEqual([]);
    expect(back.cleaning.jumpKmPerHour).toBe(120);
  });

  it('of a track with more cuts and new roads than are listed says how many there are', async () => {
    const fix = (lon: number, lat: number) => `<trkpt lat="${lat.toFixed(6)}" lon="${lon.toFixed(6)}"/>`;
    const stretch = (n: number) => {
      const [lon, lat] = [107.6 + 0.001 * (n % 50), 21.4 + 0.001 * Math.floor(n / 50)];
      const along = [0, 1, 2, 3, 4, 5].map((step) => fix(lon + step / 1e4, lat));
      return `<trkseg>${[...along, along.at(-1), along.at(-1), along.at(-1)].join('')}</trkseg>`;
    };
    const gpx = `<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>Nhiều</name>${Array.from({ length: 520 }, (_, n) => stretch(n)).join('')}</trk></gpx>`;
    const survey = await kept(surveyor, gpx, {
      ...{ layer: 'survey-track', name: 'nhieu.gpx', fields: { set: '{"kind":"survey"}' } },
    });
    expect(survey.cuts).toHaveLength(500);
    expect(survey.cutCount).toBe(520);
    expect(survey.matches?.proposals.features).toHaveLength(200);
    expect(survey.matches?.proposalCount).toBe(520);
    expect(survey.matches?.stretchCount).toBe(0);
  });

  it('of a track that a device keeps with hundreds of waypoints loses all of them at one word, and has them back', async () => {
    const points = Array.from(
      { length: 250 },
      (_, n) => `<wpt lat="21.5" lon="${107 + n / 1e4}"><name>${n}</name></wpt>`,
    );
    const line = [0, 1, 2].map((n) => `<trkpt lat="21.5" lon="${107.3 + n / 1e3}"/>`);
    const gpx = `<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">${points.join('')}<trk><name>Vết</name><trkseg>${line.join('')}</trkseg></trk></gpx>`;
    const fields = { set: JSON.stringify({ kind: 'survey' }) };
    const survey = await kept(surveyor, gpx, { layer: 'survey-track', name: 'garmin.gpx', fields });
    expect(survey).toMatchObject({ state: 'has-issues', issueCounts: { 'geometry-wrong-type': 250 } });
    const without = await read<Survey>(await change(surveyor, survey.id, { otherShapes: 'leave-out' }));
    expect(without).toMatchObject({
      ...{ state: 'received', otherShapes: 'leave-out' },
      receipt: { read: 251, accepted: 1, leftOut: 250, held: 0 },
    });
    const back = await read<Survey>(await change(surveyor, survey.id, { otherShapes: null }));
    expect(back).toMatchObject({ state: 'has-issues', otherShapes: null, receipt: { leftOut: 0, held: 250 } });
  });

  it('of several points in one feature, or a line with a point beside it, is taken by its fitting shapes and given back', async () => {
    const at = (n: number): [number, number] => [107.4 + n / 1e3, 21.5];
    const lamps = (properties: object) => ({
      type: 'Feature',
      properties: { kind: 'patrol', status: 'working', ...properties },
    });
    const file = JSON.stringify({
      type: 'FeatureCollection',
      features: [
        { ...lamps({ code: 'MP-A' }), geometry: { type: 'MultiPoint', coordinates: [at(1), at(2), at(3)] } },
        { ...lamps({ code: 'MP-B' }), geometry: { type: 'MultiPoint', coordinates: [at(4), at(5)] } },
        { ...lamps({ code: 'MP-C' }), geometry: { type: 'Point', coordinates: at(6) } },
      ],
    });
    const survey = await kept(surveyor, file, { name: 'nhieu diem.geojson' });
    const fix = { kind: 'take-fitting', shapes: 'points' };
    expect(survey.issues.filter(({ code }) => code === 'geometry-wrong-type')).toMatchObject([
      { feature: 0, fix },
      { feature: 1, fix },
    ]);
    const second = await read<Survey>(await change(surveyor, survey.id, { fixes: [{ ...fix, feature: 1 }] }));
    const places = async () => {
      const { features } = await read<{ features: { index: number; geometry: { coordinates: number[] } }[] }>(
        await surveyor(`/api/surveys/${survey.id}/features`),
      );
      return Object.fromEntries(features.map(({ index, geometry }) => [index, geometry.coordinates]));
    };
    expect(second.receipt).toMatchObject({ read: 4, accepted: 3, held: 1 });
    // The numbers behind the file stay those of their point, also when a feature before it is taken apart later.
    const some = { 1: at(4), 2: at(6), 5: at(5) };
    expect(await places()).toEqual(some);
    const all = await read<Survey>(await change(surveyor, survey.id, { otherShapes: 'take-fitting' }));
    expect(all).toMatchObject({ otherShapes: 'take-fitting', receipt: { read: 6, accepted: 6, held: 0 } });
    expect(await places()).toEqual({ ...some, 0: at(1), 3: at(2), 4: at(3) });
    await change(surveyor, survey.id, { otherShapes: null });
    const back = await read<Survey>(await change(surveyor, survey.id, { fixes: [{ kind: 'take-back', feature: 1 }] }));
    expect(back).toMatchObject({ otherShapes: null, receipt: { read: 3, accepted: 1, held: 2 } });

    const road = { name: 'Đường có điểm', kind: 'patrol', surface: 'earth', status: 'usable' };
    const line = { type: 'LineString', coordinates: [at(10), at(12)] };
    const both = { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: at(10) }, line] };
    const drawn = await kept(surveyor, JSON.stringify({ type: 'Feature', properties: road, geometry: both }), {
      ...{ layer: 'patrol-road', name: 'duong.geojson' },
    });
    const lines = { kind: 'take-fitting', shapes: 'lines' };
    expect(drawn.issues).toMatchObject([{ code: 'geometry-wrong-type', fix: lines }]);
    const taken = await read<Survey>(await change(surveyor, drawn.id, { fixes: [{ ...lines, feature: 0 }] }));
    expect(taken).toMatchObject({ state: 'received', receipt: { read: 1, accepted: 1 } });
  });

  it('in an unknown system waits until a person has said which (GeoNode #2173: stalls in silence)', async () => {
    const table = 'code,kind,status,X,Y\nVN-1,patrol,working,2400000,484000\nVN-2,patrol,working,2400100,484100\n';
    const survey = await kept(surveyor, table, { name: 'toa do.csv' });
    expect(survey).toMatchObject({ state: 'has-issues', receipt: { crs: null, accepted: 0, held: 2 } });
    expect(survey.issues).toContainEqual(
      expect.objectContaining({
        code: 'crs-unconfirmed',
        message: expect.stringMatching(/VN-2000 \d+°\d+′ \(EPSG:\d+\)/),
      }),
    );
    const home = survey.candidates.find(({ divisions }) => divisions);
    expect(home).toMatchObject({ divisions: ['since-july-2025', 'before-july-2025'] });
    const placed = await read<Survey>(await change(surveyor, survey.id, { crs: 'EPSG:9215' }));
    expect(placed).toMatchObject({ state: 'received', receipt: { crs: 'EPSG:9215', accepted: 2 } });
    const stated = await kept(surveyor, table, { name: 'toa do.csv', fields: { crs: 'EPSG:9215' } });
    expect(stated).toMatchObject({ state: 'received', receipt: { accepted: 2 } });
    expect(stated.issues.map(({ code }) => code)).toContain('same-file');
  });

  it('in a system of its own is asked about by its name, not by the whole of its definition', async () => {
    const system =
      'PROJCS["Lưới địa phương",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",300000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",107.4],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';
    const lamp = {
      ...{ type: 'Feature', properties: { code: 'LDP-1', kind: 'patrol', status: 'working' } },
      geometry: { type: 'Point', coordinates: [300000, 2377000] },
    };
    const crs = { type: 'name', properties: { name: system } };
    const survey = await kept(surveyor, JSON.stringify({ type: 'FeatureCollection', crs, features: [lamp] }));
    const asked = survey.issues.find(({ code }) => code === 'crs-unconfirmed');
    expect(asked?.message).not.toContain('PROJCS');
    expect(asked?.message).toMatch(/có vẻ là (?:Lưới địa phương|[^.]* \(EPSG:\d+\))\./);
  });

  it('of a table tells which of its rows are joined, and forgets it when that is taken back', async () => {
    const rows = [0, 1, 2, 3].map((n) => `${n < 2 ? 'A' : 'B'},${107.2 + n / 100},21.7`).join('\n');
    const table = `tuyen,lon,lat\n${rows}\n`;
    const fields = { table: JSON.stringify({ shape: 'line', groupBy: 'tuyen' }), map: '{"name":"tuyen"}' };
    const survey = await kept(surveyor, table, { layer: 'patrol-road', name: 'tuyen.csv', fields });
    expect(survey).toMatchObject({ table: { shape: 'line', groupBy: 'tuyen' }, receipt: { read: 2 } });
    const apart = await read<Survey>(await change(surveyor, survey.id, { table: null }));
    expect(apart).toMatchObject({ table: null, receipt: { read: 4 } });
  });

  it('says of each feature what it lacks, also where others have it', async () => {
    const { type, geometry } = lamp('X');
    const bare = { type, geometry, properties: { status: 'working' } };
    const survey = await kept(surveyor, fileOf(lamp('FULL'), bare, bare));
    expect(survey).toMatchObject({ state: 'has-issues', receipt: { read: 3, accepted: 1, held: 2 } });
    const missing = survey.issues.filter(({ code }) => code === 'property-missing');
    expect(missing.map(({ feature }) => feature)).toEqual(expect.arrayContaining([1, 2]));
  });

  it('is kept and says so although nothing in it can be read', async () => {
    const rubbish = Buffer.from([0x00, 0xff, 0x13, 0x37, 0x00]);
    const survey = await kept(surveyor, rubbish, { name: 'x.bin' });
    expect(survey).toMatchObject({ state: 'has-issues', receipt: { format: null, bytes: 5, accepted: 0 } });
    expect(Buffer.from(await (await surveyor(`/api/surveys/${survey.id}/original`)).arrayBuffer())).toEqual(rubbish);
  });
});

describe('sending', () => {
  it('again under the same key is the same survey, also at once', async () => {
    const key = randomUUID();
    const content = fileOf(lamp(`KEY-${key}`));
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => send(surveyor, content, { key })));
    const surveys = await Promise.all(answers.map((answer) => read<Survey>(answer)));
    expect(new Set(surveys.map(({ id }) => id)).size).toBe(1);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const other = await api.as('surveyor', 'internal');
    expect((await read<Survey>(await send(other, content, { key }))).id).not.toBe(surveys[0]?.id);
  });

  it('something else under a key that has been used is refused, and the key goes on meaning what it did', async () => {
    const key = randomUUID();
    const content = fileOf(lamp(`USED-${key}`));
    const fields = { set: '{"status":"broken"}' };
    const first = await kept(surveyor, content, { key, fields });
    const others = {
      'another file': send(surveyor, fileOf(lamp('OTHER')), { key, fields }),
      'another layer': send(surveyor, content, { key, fields, layer: 'border-marker' }),
      'read otherwise': send(surveyor, content, { key, fields: { set: '{"status":"working"}' } }),
      'read as it is': send(surveyor, content, { key }),
      'in place of an earlier survey': send(surveyor, content, { key, fields: { ...fields, replaces: first.id } }),
    };
    for (const [what, sent] of Object.entries(others)) {
      const answer = await sent;
      expect(answer.status, what).toBe(422);
      expect(answer.headers.get('content-type'), what).toMatch(/^application\/problem\+json/);
      const problem = await read<{ detail: string; issues: { parameter: string }[] }>(answer);
      expect(problem, what).toMatchObject({ issues: [{ parameter: 'idempotency-key' }] });
      expect(problem.detail, what).toContain('Khóa');
    }
    await change(surveyor, first.id, { set: { status: '' } });
    const again = await send(surveyor, content, { key, fields, name: 'renamed.geojson' });
    expect(again.status).toBe(200);
    expect(await read<Survey>(again)).toMatchObject({ id: first.id });
  });

  it('is refused in plain words when something is missing', async () => {
    const content = fileOf(lamp('A'));
    expect((await send(surveyor, content, { layer: 'no-layer' })).status).toBe(422);
    expect((await send(surveyor, content, { layer: 'defence-work' })).status).toBe(422);
    expect((await send(surveyor, content, { fields: { map: 'not json' } })).status).toBe(422);
    const form = new FormData();
    form.set('layer', 'solar-lamp');
    expect((await surveyor('/api/surveys', { method: 'POST', body: form })).status).toBe(400);
    expect((await surveyor('/api/surveys', jsonRequest('POST', {}))).status).toBe(415);
    const broken = {
      method: 'POST',
      body: '--x\r\nContent-Dispo',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    };
    expect((await surveyor('/api/surveys', broken)).status).toBe(400);
    expect((await send(await api.as('officer', 'internal'), content)).status).toBe(403);
  });

  it('a better file in place of an own one supersedes that one, nobody else’s', async () => {
    const first = await kept(surveyor, fileOf(lamp('R1')));
    const other = await api.as('surveyor', 'internal');
    expect((await send(other, fileOf(lamp('R2')), { fields: { replaces: first.id } })).status).toBe(409);
    const second = await kept(surveyor, fileOf(lamp('R2')), { fields: { replaces: first.id } });
    expect(await read<Survey>(await surveyor(`/api/surveys/${first.id}`))).toMatchObject({
      state: 'superseded',
      replacedBy: second.id,
    });
  });

  it('two better files at once in place of the same survey: one takes it, the other is told which did', async () => {
    const first = await kept(surveyor, fileOf(lamp('R0')));
    const better = ['R1', 'R2', 'R3'].map((code) => fileOf(lamp(code)));
    const sent = (content: string) => send(surveyor, content, { fields: { replaces: first.id } });
    const answers = await Promise.all(better.map(sent));
    const { replacedBy } = await read<Survey>(await surveyor(`/api/surveys/${first.id}`));
    const told: object[] = [];
    for (const [at, answer] of answers.entries()) {
      const body = await read<{ id: string; detail: string }>(answer);
      if (answer.status === 201) {
        expect(body.id).toBe(replacedBy);
        continue;
      }
      expect(answer.status, JSON.stringify(body)).toBe(409);
      expect(body).toMatchObject({ state: 'superseded', replacedBy });
      expect(body.detail).toContain('đã được thay');
      told.push(body);
      // Nothing of it was kept, and it can follow the one that was faster.
      const next = await send(surveyor, better[at] ?? '', { fields: { replaces: replacedBy ?? '' } });
      if (told.length === 1) expect(next.status).toBe(201);
    }
    expect(told).toHaveLength(2);
  });

  it('a better file takes the place of a survey that its author changes at the same moment', async () => {
    for (const at of Array(5).keys()) {
      const first = await kept(surveyor, fileOf(lamp(`M${at}`)));
      const [, sent] = await Promise.all([
        change(surveyor, first.id, { ignore: [{ issue: 'none|||', reason: null }] }),
        send(surveyor, fileOf(lamp(`N${at}`)), { fields: { replaces: first.id } }),
        change(surveyor, first.id, { set: { status: 'broken' } }),
      ]);
      expect(sent.status, await sent.clone().text()).toBe(201);
      const { id } = await read<Survey>(sent);
      expect(await read<Survey>(await surveyor(`/api/surveys/${first.id}`))).toMatchObject({
        ...{ state: 'superseded', replacedBy: id },
      });
    }
  });
});

describe('a survey is hidden like what it may hold', () => {
  it('from other surveyors, from lower clearance, in the queue and in its counts', async () => {
    const commander = await api.as('reviewer', 'restricted');
    const work = {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [107.2, 21.7] },
      properties: { name: 'CHIMSEKIM hang', kind: 'cave_system', status: 'in_use' },
    };
    const secret = await kept(commander, fileOf(work), { layer: 'defence-work' });
    const plain = await kept(surveyor, fileOf(lamp('HID')));
    const paths = (id: string) => [`/api/surveys/${id}`, `/api/surveys/${id}/features`, `/api/surveys/${id}/original`];
    const stranger = await api.as('surveyor', 'internal');
    for (const path of paths(secret.id)) {
      for (const ask of [surveyor, reviewer, stranger]) {
        const hidden = await ask(path);
        const missing = await ask(path.replace(secret.id, randomUUID()));
        expect([hidden.status, await hidden.text()]).toEqual([missing.status, await missing.text()]);
      }
      expect((await commander(path)).status).toBe(200);
    }
    for (const path of paths(plain.id)) {
      expect((await stranger(path)).status).toBe(404);
      expect((await reviewer(path)).status).toBe(200);
    }
    for (const action of ['approve', 'reject', 'undo']) {
      expect((await step(reviewer, secret.id, action, { reason: 'không rõ' })).status, action).toBe(404);
    }
    const queue = await read<{ surveys: Survey[]; counts: Record<string, number> }>(await stranger('/api/surveys'));
    expect(queue.surveys).toEqual([]);
    expect(Object.values(queue.counts).every((count) => count === 0)).toBe(true);
    const ownBefore = await kept(stranger, fileOf(lamp('OWN')));
    const later = await kept(surveyor, fileOf(lamp('LATER')));
    const after = async (id: string) =>
      (await read<{ surveys: Survey[] }>(await stranger(`/api/surveys?after=${id}`))).surveys;
    expect([await after(later.id), await after(randomUUID()), await after(ownBefore.id)]).toEqual([[], [], []]);
    const all = await read<{ surveys: Survey[] }>(await reviewer('/api/surveys?limit=500'));
    expect(all.surveys.map(({ id }) => id)).toContain(plain.id);
    expect(all.surveys.map(({ id }) => id)).not.toContain(secret.id);
  });
});

describe('deciding', () => {
  it('is another person’s: nobody approves or rejects their own survey', async () => {
    const { id } = await kept(reviewer, fileOf(lamp('OWN')));
    await step(reviewer, id, 'submit');
    expect((await step(reviewer, id, 'approve')).status).toBe(403);
    expect((await step(reviewer, id, 'reject', { reason: 'của tôi' })).status).toBe(403);
    expect((await step(surveyor, id, 'approve')).status).toBe(403);
  });

  it('follows the states, needs a reason to reject, and happens once', async () => {
    const code = `ONCE-${randomUUID()}`;
    const { id } = await kept(surveyor, fileOf(lamp(code)));
    expect((await step(reviewer, id, 'approve')).status).toBe(409);
    expect((await step(reviewer, id, 'submit')).status).toBe(404);
    await step(surveyor, id, 'submit');
    expect((await change(surveyor, id, { set: { kind: 'village' } })).status).toBe(409);
    expect((await step(reviewer, id, 'reject', {})).status).toBe(400);
    const other = await api.as('reviewer', 'internal');
    const both = await Promise.all([step(reviewer, id, 'approve'), step(other, id, 'approve')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await lampsCalled(code)).toHaveLength(1);
    const returned = await kept(surveyor, fileOf(lamp(`${code}-R`)));
    await step(surveyor, returned.id, 'submit');
    expect((await step(reviewer, returned.id, 'reject', { reason: 'thiếu ảnh' })).status).toBe(200);
    expect(await read<Survey>(await surveyor(`/api/surveys/${returned.id}`))).toMatchObject({
      ...{ state: 'rejected', decision: { by: reviewer.username, reason: 'thiếu ảnh' } },
    });
    expect(await lampsCalled(`${code}-R`)).toHaveLength(0);
  });

  it('a warning can be ignored with a reason that is remembered; an error cannot', async () => {
    const survey = await kept(surveyor, fileOf(lamp('IGN', { colour: 'red' }), lamp('BAD', { kind: 'nowhere' })));
    const warning = survey.issues.find(({ severity }) => severity === 'warning');
    const error = survey.issues.find(({ severity }) => severity === 'error');
    const refused = await change(surveyor, survey.id, { ignore: [{ issue: error?.key, reason: 'không sao' }] });
    expect(refused.status).toBe(422);
    await change(surveyor, survey.id, { ignore: [{ issue: warning?.key, reason: 'cột của máy đo' }] });
    const after = await read<Survey>(await change(surveyor, survey.id, { fixes: [{ kind: 'leave-out', feature: 1 }] }));
    expect(after).toMatchObject({ state: 'received', receipt: { accepted: 1, held: 0, leftOut: 1 } });
    expect(after.issues.find(({ key }) => key === warning?.key)?.ignored).toBe('cột của máy đo');
  });

  it('is told that a field it is mapped to does not exist, whatever the word', async () => {
    const { id } = await kept(surveyor, fileOf(lamp('WORD')));
    const words = ['constructor', 'toString', 'colour'];
    const set = Object.fromEntries(words.map((word) => [word, 'x'] as const));
    const told = await change(surveyor, id, { set });
    expect(told.status, await told.clone().text()).toBe(200);
    const unknown = (await read<Survey>(told)).issues.filter(({ code }) => code === 'field-unknown');
    expect(unknown.map(({ key }) => key.split('|')[2]).sort()).toEqual([...words].sort());
  });

  it('parallel decisions about reading join, unless a version was named', async () => {
    const survey = await kept(surveyor, fileOf(lamp('PAR', { kind: 'a' }), lamp('PAR', { status: 'b' })));
    const fix = (feature: number, property: string, value: string) => ({
      fixes: [{ kind: 'set-property', feature, property, value }],
    });
    const both = await Promise.all([
      change(surveyor, survey.id, fix(0, 'kind', 'village')),
      change(surveyor, survey.id, fix(1, 'status', 'broken')),
    ]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    const now = await read<Survey>(await surveyor(`/api/surveys/${survey.id}`));
    expect(now).toMatchObject({ state: 'received', receipt: { accepted: 2 } });
    const late = await change(surveyor, survey.id, fix(0, 'kind', 'patrol'), { 'if-match': `"${survey.version}"` });
    expect(late.status).toBe(412);
  });
});
