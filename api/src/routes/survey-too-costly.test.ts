import { createHash, randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { createReadingRoom } from '../surveys/reading-room.ts';
import { read, testApi } from '../testing/api.ts';
import { fileOf, lampSurveys } from '../testing/lamp-surveys.ts';
import { change, kept, type Survey, send } from '../testing/surveys.ts';

/** Some megabytes that become many times as much in memory. */
const heavy = JSON.stringify({
  type: 'FeatureCollection',
  features: Array.from({ length: 60_000 }, (_, n) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [107 + n / 1e6, 21.7] },
    properties: { code: `NANG ${n}`, kind: 'patrol', status: 'working' },
  })),
});
const bytes = { bytes: heavy.length, sha256: createHash('sha256').update(heavy).digest('hex') };

const little = { heapMegabytes: 32 };

describe.each([
  { what: 'memory', limits: little, said: /32 MB/ },
  { what: 'time', limits: { patienceMs: 1 }, said: /0[.,]001 (?:giây|seconds)/ },
])('a file that takes more $what than the reading thread has', async ({ limits, said }) => {
  const room = createReadingRoom(limits);
  const { api, surveyor } = await lampSurveys({ readingRoom: room });
  afterAll(() => room.close());

  it('is kept all the same, says why nothing was read, and says so again when it is read again', async () => {
    const survey = await kept(surveyor, heavy);
    expect(survey).toMatchObject({ state: 'has-issues', receipt: { ...bytes, read: 0, accepted: 0 } });
    expect(survey.issues).toMatchObject([{ code: 'file-too-costly', severity: 'error' }]);
    expect(survey.issues[0]?.message).toMatch(said);
    expect(await (await surveyor(`/api/surveys/${survey.id}/original`)).text()).toBe(heavy);
    expect((await surveyor(`/api/surveys/${survey.id}/submit`, { method: 'POST' })).status).toBe(422);
    const again = await read<Survey>(await change(surveyor, survey.id, { set: { kind: 'village' } }));
    expect(again).toMatchObject({ state: 'has-issues', receipt: { ...bytes, read: 0 } });
    expect(api.log.filter(({ event }) => event === 'failure')).toEqual([]);
  });
});

describe('a file whose reading thread ends before anything of it is kept', async () => {
  const room = createReadingRoom({ heapMegabytes: 1 });
  const { api, lamp } = await lampSurveys({ readingRoom: room });
  afterAll(() => room.close());

  it('is refused whole, whoever comes after it too, and is a survey when it is sent again under its key', async () => {
    const surveyor = await api.as('surveyor', 'internal');
    const sendings = ['MAT 1', 'MAT 2', 'MAT 3'].map((code) => ({ content: fileOf(lamp(code)), key: randomUUID() }));
    for (const { status, headers } of await Promise.all(
      sendings.map(({ content, key }) => send(surveyor, content, { key })),
    )) {
      expect([status, headers.get('content-type')]).toEqual([500, 'application/problem+json; charset=utf-8']);
    }
    expect(api.log.filter(({ event }) => event === 'failure')).toHaveLength(3);
    expect(await read(await surveyor('/api/surveys'))).toMatchObject({ surveys: [], counts: { received: 0 } });
    const { holding } = await testApi();
    for (const { content, key } of sendings) {
      const again = await send(holding(surveyor.cookie), content, { key });
      expect(again.status).toBe(201);
      expect(await read<Survey>(again)).toMatchObject({ state: 'received', receipt: { accepted: 1 } });
    }
  });
});

describe('a file that comes while the reading thread goes because nobody has sent anything', async () => {
  const room = createReadingRoom({ idleMs: 0 });
  const { surveyor, lamp } = await lampSurveys({ readingRoom: room });
  afterAll(() => room.close());

  it('is read, alone or with others', async () => {
    for (let round = 0; round < 5; round++) {
      const files = Array.from({ length: 1 + (round % 3) }, (_, n) => fileOf(lamp(`LUC VE ${round} ${n}`)));
      for (const survey of await Promise.all(files.map((content) => kept(surveyor, content)))) {
        expect(survey).toMatchObject({ state: 'received', receipt: { accepted: 1 } });
      }
    }
  });
});

describe('a file behind one that takes more memory than the reading thread has', async () => {
  const room = createReadingRoom(little);
  const { surveyor, lamp } = await lampSurveys({ readingRoom: room });
  afterAll(() => room.close());

  it('is read as if it came alone', async () => {
    const [first, second] = await Promise.all([kept(surveyor, heavy), kept(surveyor, fileOf(lamp('SAU NANG')))]);
    expect(first.receipt.accepted).toBe(0);
    expect(second).toMatchObject({ state: 'received', receipt: { accepted: 1 } });
  });
});
