import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { registeredPolicies } from './policy.ts';
import { tableDigests } from './queries/table-digests.ts';
import { type Ask, jsonRequest, read, type TestApi, testApi } from './testing/api.ts';
import { type PlantedProvince, plantedProvince } from './testing/province.ts';

let api: TestApi;
let province: PlantedProvince;
let administrator: Ask;
beforeAll(async () => {
  api = await testApi();
  province = await plantedProvince(api.database);
  administrator = await api.as('administrator', 'internal');
});

const quotes = ["'", '"', '`', '\\', "''", '$$', '%27', '\u2019', '\u0000', '%00', '\ud800'];
const endings = [
  '--',
  '#',
  '/*',
  ';',
  ' or 1=1',
  " or '1'='1",
  ' union select null',
  '); drop table register.zone',
  '||pg_sleep(5)',
];
const others = [
  ...[
    '{{7*7}}',
    `$\{7*7}`,
    '<script>alert(1)</script>',
    '../../etc/passwd',
    '..%2f..%2f',
    '%2e%2e/',
    '/etc/passwd',
    'file:///etc/passwd',
  ],
  ...[
    'NaN',
    'Infinity',
    '-0',
    '1e309',
    '9007199254740993',
    '-1',
    '0x10',
    '1_000',
    '٣',
    '１',
    'null',
    'undefined',
    'true',
    '[]',
    '{}',
  ],
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    '*',
    '%',
    '_',
    '%25%25',
    '\r\nSet-Cookie: a=b',
    '%0d%0aX: y',
    '😀',
    'Đồn',
    'đ',
  ],
  ...[
    '=1+1',
    '+1',
    '@x',
    '(select version())',
    'pg_catalog.pg_class',
    "E'\\x41'",
    'ST_AsText(geometry)',
    'geometry',
    'id',
    'tile_id',
  ],
  ...[
    'a'.repeat(5000),
    '1'.repeat(5000),
    ','.repeat(1000),
    '/'.repeat(200),
    '..',
    '.',
    ' ',
    '\t',
    '%',
    '%zz',
    '%C0%AF',
    '%F0%28%8C%28',
  ],
];
/** 11 quotes × 9 endings × 2 beginnings and the rest: well over 200 strings. */
const corpus = [
  ...quotes.flatMap((quote) => endings.flatMap((ending) => [`${quote}${ending}`, `1${quote}${ending}`])),
  ...quotes,
  ...others,
];

/** Half a surrogate pair cannot be sent; what a client would send instead. */
const wellFormed = (text: string) => Buffer.from(text).toString();

const fine = (response: Response, what: string) => {
  expect(response.status, what).toBeLessThan(500);
  if (response.status >= 400) {
    expect(response.headers.get('content-type'), what).toContain('application/problem+json');
  }
};

async function newMarker(number: string): Promise<string> {
  const properties = { number, kind: 'main', post_id: province.busyPost, elevation_metres: 1 };
  const feature = { type: 'Feature', geometry: { type: 'Point', coordinates: [106.5, 21.9] }, properties };
  const response = await administrator('/ogc/collections/border-marker/items', jsonRequest('POST', feature));
  return (await read<{ id: string }>(response)).id;
}

/** What a refusal may leave behind: its entry in the audit, the count of the throttle, and when a session was used. */
const mayGrow = /^(audit\.|account\.(session|sign_in_attempt)$)/;

/** Digests of everything the API keeps, apart from that. */
async function everyTable(): Promise<ReadonlyMap<string, string>> {
  const roles = ['account_keeper', 'editor_restricted'] as const;
  const digests = await Promise.all(
    roles.map((role) => api.database.read({ role, account: null }, tableDigests, { statementMs: 60_000 })),
  );
  return new Map(
    digests.flat().flatMap(({ table, sha256 }): [string, string][] => (mayGrow.test(table) ? [] : [[table, sha256]])),
  );
}

describe('a string made to break out', () => {
  it('is one of more than 200', () => expect(new Set(corpus).size).toBeGreaterThan(200));

  it('breaks nothing and widens nothing in any parameter of items', async () => {
    const items = '/ogc/collections/border-marker/items';
    const all = (await read<{ numberMatched: number }>(await administrator(`${items}?limit=1`))).numberMatched;
    const names = [
      'bbox',
      'bbox-crs',
      'crs',
      'cursor',
      'datetime',
      'f',
      'limit',
      'tileId',
      'q',
      'number',
      'kind',
      'post_id',
    ];
    for (const [index, text] of corpus.entries()) {
      // Every string meets every fourth name, every name a quarter of the strings: enough for each reader, and quick.
      for (const name of names.filter((_, at) => (at + index) % 4 === 0)) {
        const path = `${items}?${name}=${encodeURIComponent(wellFormed(text))}`;
        const response = await administrator(path);
        fine(response, path);
        if (response.ok && ['q', 'number', 'kind', 'post_id', 'tileId'].includes(name)) {
          const { numberMatched } = await read<{ numberMatched: number }>(response);
          expect(numberMatched, path).toBeLessThan(all);
        }
      }
      const asName = `${items}?${encodeURIComponent(wellFormed(text))}=1`;
      fine(await administrator(asName), asName);
      const raw = `${items}?number=${text.replace(/[\p{Cs}\p{Cc} #]/gu, '')}`;
      fine(await administrator(raw), raw);
    }
  });

  it('names nothing as an id, a layer or a feature', async () => {
    for (const text of corpus) {
      const name = encodeURIComponent(wellFormed(text));
      for (const path of [
        `/ogc/collections/${name}`,
        `/ogc/collections/zone/items/${name}`,
        `/api/layers/${name}/features/${name}/history`,
      ]) {
        const response = await administrator(path);
        fine(response, path);
        // `.` and `..` are taken out of a path by the client itself.
        if (!/^\.{1,2}$|^\/*$|^%2e/.test(text)) expect(response.status, path).toBeGreaterThanOrEqual(400);
      }
    }
  });

  it('finds nothing it should not in a search and signs nobody in', async () => {
    for (const text of corpus) {
      const path = `/api/search?q=${encodeURIComponent(wellFormed(text))}`;
      fine(await administrator(path), path);
    }
    for (const text of corpus.slice(0, 12)) {
      const response = await api.anonymous('/api/auth/sign-in', {
        ...jsonRequest('POST', { username: text, password: text }),
        from: `203.0.113.${text.length % 250}`,
      });
      fine(response, text);
      expect(response.ok).toBe(false);
    }
  });
});

describe('any request at all', () => {
  it('is answered, and never by an error of the server', async () => {
    const keys = [...registeredPolicies(api.app).keys()];
    // What ends sessions or changes an account is asked by one of its own, made anew when it has signed itself out.
    const isAboutOneself = (key: string) => /sign-out|auth\/(sessions|tokens|password)/.test(key);
    let oneself = await api.as('administrator', 'internal');
    // Of its own: what it happens to change or end must not be another test's.
    const victims = await Promise.all(['victim-1', 'victim-2'].map(newMarker));
    const id = fc.oneof(fc.constantFrom(...victims), fc.uuid(), fc.string({ maxLength: 30 }));
    const layer = fc.oneof(
      fc.constantFrom('border-marker', 'zone', 'defence-work', 'patrol-road'),
      fc.string({ maxLength: 20 }),
    );
    const parameter = fc.tuple(
      fc.oneof(
        fc.constantFrom('bbox', 'limit', 'datetime', 'crs', 'q', 'f', 'kind', 'tileId', 'cursor'),
        fc.string({ maxLength: 8 }),
      ),
      fc.oneof(
        fc.string({ maxLength: 20, unit: 'binary' }),
        fc.double().map(String),
        fc.constantFrom('1,2,3,4', '2020-01-01/..', 'csv'),
      ),
    );
    const body = fc.oneof(
      fc.json({ maxDepth: 4 }),
      fc.string(),
      fc
        .record({
          type: fc.constantFrom('Feature', 'FeatureCollection'),
          geometry: fc.jsonValue(),
          properties: fc.jsonValue(),
          features: fc.jsonValue(),
        })
        .map((value) => JSON.stringify(value)),
    );
    const header = fc.string({ maxLength: 20 }).map((text) => text.replace(/[^\x20-\x7e]/g, ''));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...keys),
        id,
        layer,
        fc.array(parameter, { maxLength: 3 }),
        body,
        header,
        header,
        async (key, one, name, query, text, type, accept) => {
          const [method = '', path = ''] = key.split(' ');
          const address = path
            .replace(/:layer/g, encodeURIComponent(wellFormed(name)))
            .replace(/:\w+(\{[^}]*\})?/g, encodeURIComponent(wellFormed(one)));
          const search = new URLSearchParams(
            query.map(([field, value]): [string, string] => [wellFormed(field), wellFormed(value)]),
          );
          const contentType =
            type.length % 3 === 0 ? 'application/json' : type.length % 3 === 1 ? 'application/geo+json' : type;
          const init =
            method === 'GET'
              ? { headers: { accept } }
              : { method, body: text, headers: { 'content-type': contentType, 'if-match': `"${accept.length}"` } };
          const ask = isAboutOneself(key) ? oneself : administrator;
          const response = await ask(`${address}?${search}`, init);
          fine(response, `${method} ${address}?${search} ${text}`);
          await response.arrayBuffer();
          if (ask === oneself && method !== 'GET' && response.ok) oneself = await api.as('administrator', 'internal');
        },
      ),
      { numRuns: 600 },
    );
  }, 300_000);

  it('writes nothing where it is refused, whatever the route', async () => {
    const ask = await api.as('administrator', 'internal');
    const [marker] = await Promise.all(['victim-3'].map(newMarker));
    const bodies = [
      '',
      'no JSON',
      'null',
      '[]',
      '{"__proto__":{"role":"administrator"}}',
      '{"type":"Feature","geometry":{"type":"Point","coordinates":["NaN",1e999]},"properties":{"number":7}}',
    ];
    const before = await everyTable();
    const taken = new Set<string>();
    for (const key of registeredPolicies(api.app).keys()) {
      const [method = '', path = ''] = key.split(' ');
      if (method === 'GET' || key.endsWith('sign-out')) continue;
      for (const [index, body] of bodies.entries()) {
        const id = index % 2 === 0 || method === 'DELETE' ? crypto.randomUUID() : (marker ?? '');
        const address = path.replace(/:layer/g, 'border-marker').replace(/:\w+(\{[^}]*\})?/g, id);
        const type = address.startsWith('/ogc') && method !== 'PATCH' ? 'application/geo+json' : 'application/json';
        const response = await ask(address, { method, body, headers: { 'content-type': type, 'if-match': '"1"' } });
        fine(response, `${key} ${body}`);
        if (response.ok) taken.add(`${key} ${body}`);
      }
    }
    expect([...taken]).toEqual([]);
    expect(await everyTable()).toEqual(before);
  });

  it('may use any method; a wrong one is told the right ones', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const response = await administrator('/api/layers', { method });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('HEAD, GET');
    }
    const head = await administrator('/ogc/collections/border-marker/items?limit=1', { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    expect((await administrator('/nowhere', { method: 'DELETE' })).status).toBe(404);
  });

  it('may be as long as it likes, and is refused before it is read', async () => {
    const long = jsonRequest('POST', { username: 'a', password: 'x'.repeat(50_000) });
    expect((await api.anonymous('/api/auth/sign-in', long)).status).toBe(413);
    const huge = await administrator('/ogc/collections/border-marker/items', {
      method: 'POST',
      body: ' '.repeat(21 * 1024 * 1024),
      headers: { 'content-type': 'application/geo+json' },
    });
    expect(huge.status).toBe(413);
  });

  it('leaves no secret, coordinate or query in the log', async () => {
    await administrator('/ogc/collections/border-marker/items?bbox=106.1234,21,107,22');
    const text = JSON.stringify(api.log);
    expect(text).not.toContain('106.1234');
    expect(text).not.toMatch(/phen-dau=|Bearer/);
    expect(api.log.some(({ event }) => event === 'failure')).toBe(false);
  });
});
