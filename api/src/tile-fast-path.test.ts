import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from './server.ts';
import { jsonRequest, type TestApi, testApi } from './testing/api.ts';
import { canaries, plantedProvince } from './testing/province.ts';
import { featuresOf, tilePath } from './testing/tile.ts';

let api: TestApi;
let server: RunningServer;
let viewer: string;
let commander: string;
/** Requests that took the long way leave a line in the log. */
const logged: unknown[] = [];
beforeAll(async () => {
  api = await testApi();
  await plantedProvince(api.database);
  viewer = (await api.as('viewer', 'open')).cookie;
  commander = (await api.as('planner', 'restricted')).cookie;
  server = await startServer({
    config: { host: '127.0.0.1', port: 0, publicRead: false },
    database: api.database,
    log: (entry) => entry.event === 'request' && logged.push(entry.path),
  });
});
afterAll(() => server.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, { headers: { cookie: viewer, ...headers } });
/** Whether a request was answered the short way, and the answer. */
async function trace(path: string, headers: Record<string, string> = {}) {
  const before = logged.length;
  const response = await get(path, headers);
  const body = Buffer.from(await response.arrayBuffer());
  return { short: logged.length === before, response, body };
}
const headersOf = ({ headers }: Response) =>
  Object.fromEntries([...headers].filter(([name]) => !['date', 'transfer-encoding', 'content-length'].includes(name)));

describe('a tile that is in memory', () => {
  const markers = tilePath('border-marker', 9, 107.1, 21.7);
  const several = `${tilePath('all', 9, 107.1, 21.7)}?v=3&layers=border-marker,border-post,zone`;
  const nothing = tilePath('border-marker', 9, 0, 0);

  test.each([markers, `${markers}?v=12`, `${markers}?v=12&states=all`, several, nothing])(
    'is answered the short way just as the long way: %s',
    async (path) => {
      // A list of tags is out of the ordinary.
      const long = await trace(path, { 'if-none-match': '"x", "y"' });
      const short = await trace(path);
      expect([long.short, short.short]).toEqual([false, true]);
      expect([short.response.status, headersOf(short.response)]).toEqual([
        long.response.status,
        headersOf(long.response),
      ]);
      expect(short.body.equals(long.body)).toBe(true);
      const tag = short.response.headers.get('etag') ?? '';
      const unchanged = await trace(path, { 'if-none-match': tag });
      const longUnchanged = await trace(path, { 'if-none-match': `"x", ${tag}` });
      expect([unchanged.short, longUnchanged.short]).toEqual([true, false]);
      expect([unchanged.response.status, headersOf(unchanged.response)]).toEqual([
        304,
        headersOf(longUnchanged.response),
      ]);
    },
  );

  test('is not given to whoever has signed out, nor to nobody', async () => {
    const cookie = (await api.as('viewer', 'open')).cookie;
    await get(markers, { cookie });
    expect((await trace(markers, { cookie })).short).toBe(true);
    const origin = server.url;
    await fetch(`${server.url}/api/auth/sign-out`, { ...jsonRequest('POST', {}, { cookie, origin }) });
    expect((await trace(markers, { cookie })).response.status).toBe(401);
    expect((await trace(markers, { cookie: '' })).response.status).toBe(401);
    expect((await trace(markers, { cookie: '', authorization: 'Bearer nonsense' })).response.status).toBe(401);
  });

  test('takes the long way when it holds restricted features, and never reaches another class', async () => {
    const zones = tilePath('zone', 9, 106.98765, 21.9);
    const secret = await trace(zones, { cookie: commander });
    const again = await trace(zones, { cookie: commander });
    expect([secret.short, again.short]).toEqual([false, false]);
    expect(again.response.headers.get('cache-control')).toBe('no-store');
    expect((await trace(zones)).response.status).toBe(404);
    const planner = (await api.as('planner', 'internal')).cookie;
    await get(zones, { cookie: planner });
    const seen = await trace(zones, { cookie: planner });
    expect(seen.body.includes(canaries.restricted[0])).toBe(false);
  });

  test.each([
    `${markers}?asOf=2024-01-01`,
    `${markers}?layers=border-post`,
    `${markers}?states=all&states=all`,
    `${markers}?states=some`,
    `${markers.replace('.mvt', '.pbf')}`,
    tilePath('no-such-layer', 9, 107.1, 21.7),
    tilePath('defence-work', 9, 106.98765, 21.95),
    '/tiles/border-marker/09/407/224.mvt',
  ])('is left to the long way when anything is out of the ordinary: %s', async (path) => {
    await get(path);
    expect((await trace(path)).short).toBe(false);
  });

  test('is sent unpacked, the long way, to a client that cannot unpack', async () => {
    const plain = await trace(markers, { 'accept-encoding': 'identity' });
    expect([plain.short, plain.response.headers.get('content-encoding')]).toEqual([false, null]);
    expect(Object.keys(await featuresOf(new Response(plain.body)))).toEqual(['border-marker']);
  });
});
