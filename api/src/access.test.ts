import { type Clearance, groupTitles, roles } from '@phen-dau/geodata';
import { beforeAll, describe, expect, it } from 'vitest';
import { allow, refuseRoutesWithoutPolicy, registeredPolicies, router } from './policy.ts';
import { listEntries, verifyAudit } from './queries/audit.ts';
import { type Ask, read, type TestApi, testApi } from './testing/api.ts';
import { canaries, type PlantedProvince, plantedProvince } from './testing/province.ts';

const everybody = ['anonymous', ...roles] as const;
const signedIn = roles;
const planners = ['planner', 'reviewer', 'administrator'] as const;
const surveyors = ['surveyor', 'reviewer', 'administrator'] as const;
const registrars = ['reviewer', 'administrator'] as const;
const measurers = ['officer', 'surveyor', 'planner', 'reviewer', 'administrator'] as const;
const administrators = ['administrator'] as const;

/**
 * Who passes the policy of each route, written by hand beside what the router says: a route that is missing here or there
 * fails. What happens after the policy (400, 404, 415, 428) is others' business; only 401 and 403 are this table's.
 */
const table: Record<string, readonly (typeof everybody)[number][]> = {
  'GET /api/health': everybody,
  'POST /api/auth/sign-in': everybody,
  'POST /api/auth/activate': everybody,
  'POST /api/auth/sign-out': signedIn,
  'GET /api/me': signedIn,
  'GET /api/auth/sessions': signedIn,
  'DELETE /api/auth/sessions/:id': signedIn,
  'GET /api/auth/tokens': signedIn,
  'POST /api/auth/tokens': signedIn,
  'DELETE /api/auth/tokens/:id': signedIn,
  'POST /api/auth/password': signedIn,
  'GET /api/accounts': administrators,
  'POST /api/accounts': administrators,
  'PATCH /api/accounts/:id': administrators,
  'POST /api/accounts/:id/reset': administrators,
  'GET /api/audit': administrators,
  'GET /api/surveys': surveyors,
  'POST /api/surveys': surveyors,
  'GET /api/surveys/:id': surveyors,
  'GET /api/surveys/:id/features': surveyors,
  'GET /api/surveys/:id/original': surveyors,
  'PATCH /api/surveys/:id': surveyors,
  'GET /api/surveys/:id/photos': surveyors,
  'POST /api/surveys/:id/photos': surveyors,
  'GET /api/surveys/:id/photos/:photo': surveyors,
  'GET /api/surveys/:id/photos/:photo/original': surveyors,
  'PATCH /api/surveys/:id/photos/:photo': surveyors,
  'DELETE /api/surveys/:id/photos/:photo': surveyors,
  'POST /api/surveys/:id/submit': surveyors,
  'POST /api/surveys/:id/reopen': surveyors,
  'POST /api/surveys/:id/approve': registrars,
  'POST /api/surveys/:id/reject': registrars,
  'POST /api/surveys/:id/undo': registrars,
  'POST /api/uploads': surveyors,
  'GET /api/uploads/:id': surveyors,
  'PATCH /api/uploads/:id': surveyors,
  'DELETE /api/uploads/:id': surveyors,
  'GET /api/layers': signedIn,
  'GET /api/search': signedIn,
  'GET /api/layers/:layer/features/:feature/history': signedIn,
  'GET /api/layers/:layer/features/:feature/photos': signedIn,
  'GET /api/layers/:layer/features/:feature/photos/:photo': signedIn,
  'POST /api/layers/:layer/features/:feature/restore': registrars,
  'GET /api/posts/:id/coverage': measurers,
  'GET /api/posts/:id/coverage/stretches': measurers,
  'GET /api/posts/:id/works': measurers,
  'GET /api/coverage': measurers,
  'GET /api/coverage/nearest': measurers,
  'GET /api/coverage/ways': measurers,
  'GET /api/coverage/stretches': measurers,
  'GET /api/coverage/works': measurers,
  'GET /api/coverage/trend': measurers,
  'GET /api/coverage/parameters': measurers,
  'PUT /api/coverage/parameters': registrars,
  'GET /api/openapi.json': signedIn,
  'GET /ogc': signedIn,
  'GET /ogc/api': signedIn,
  'GET /ogc/conformance': signedIn,
  'GET /ogc/collections': signedIn,
  'GET /ogc/collections/:layer': signedIn,
  'GET /ogc/collections/:layer/queryables': signedIn,
  'GET /ogc/collections/:layer/schema': signedIn,
  'GET /ogc/collections/:layer/items': signedIn,
  'GET /ogc/collections/:layer/items/:id': signedIn,
  'POST /ogc/collections/:layer/items': registrars,
  'PUT /ogc/collections/:layer/items/:id': registrars,
  'PATCH /ogc/collections/:layer/items/:id': registrars,
  'DELETE /ogc/collections/:layer/items/:id': registrars,
  'GET /tiles/all/:z/:x/:y.mvt': signedIn,
  'GET /tiles/:layer/:z/:x/:y.mvt': signedIn,
  'GET /tiles/:layer.json': signedIn,
  'GET /tiles/basemap.json': signedIn,
  'GET /tiles/basemap/:z/:x/:y': signedIn,
};

let api: TestApi;
let province: PlantedProvince;
beforeAll(async () => {
  api = await testApi();
  province = await plantedProvince(api.database);
});

/** A path with its parameters filled in; ids that exist, so that nothing hides behind a 404. */
function fill(path: string, layer: string, id: string): string {
  const address: Record<string, string> = { layer, id, feature: id, z: '9', x: '407', y: '224' };
  return path.replace(/:(\w+)(\{[^}]*\})?/g, (_, name: string) => address[name] ?? crypto.randomUUID());
}

describe('every route', () => {
  it('has a policy, and a row in the table of who may use it', () => {
    const registered = registeredPolicies(api.app);
    expect([...registered].filter(([, policy]) => !policy)).toEqual([]);
    expect([...registered.keys()].sort()).toEqual(Object.keys(table).sort());
  });

  it('without a policy, or with one that comes second, stops the start', () => {
    const forgetful = router();
    forgetful.get('/api/secret', (c) => c.text('here'));
    expect(() => refuseRoutesWithoutPolicy(forgetful)).toThrow('GET /api/secret');
    const late = router();
    late.get('/api/secret', (c) => c.text('here'), allow('public'));
    expect(() => refuseRoutesWithoutPolicy(late)).toThrow('GET /api/secret');
    const whole = router();
    whole.all('/api/secret/*', (c) => c.text('here'));
    expect(() => refuseRoutesWithoutPolicy(whole)).toThrow('ALL /api/secret/*');
  });

  it.each(everybody)('lets %s in where the table says so and nowhere else', async (who) => {
    const caller = who === 'anonymous' ? undefined : await api.as(who, 'internal');
    for (const [key, allowed] of Object.entries(table)) {
      if (key === 'POST /api/auth/sign-out') continue; // ends the very session of this test; see session.test.ts
      const [method = '', path = ''] = key.split(' ');
      const ask: Ask = caller ?? api.anonymous;
      const { status } = await ask(fill(path, 'border-marker', crypto.randomUUID()), { method });
      const refused = status === (who === 'anonymous' ? 401 : 403);
      // Signing in with an empty body is refused for another reason.
      expect(refused, `${who}: ${key} answered ${status}`).toBe(!(allowed as readonly string[]).includes(who));
      expect(status, key).toBeLessThan(500);
    }
  });

  it('of the planning layers may be changed by planners', async () => {
    for (const role of roles) {
      const ask = await api.as(role, 'internal');
      const { status } = await ask('/ogc/collections/development-project/items', { method: 'POST' });
      expect(status === 403, role).toBe(!(planners as readonly string[]).includes(role));
    }
  });
});

describe('public reading', () => {
  it('shows open layers to everybody and lets nobody change them', async () => {
    const { anonymous } = await testApi({ publicRead: true });
    const { layers } = await read<{ layers: { id: string; sensitivity: string; mayWrite: boolean }[] }>(
      await anonymous('/api/layers'),
    );
    expect(layers.length).toBeGreaterThan(5);
    expect(layers.every(({ sensitivity, mayWrite }) => sensitivity === 'open' && !mayWrite)).toBe(true);
    expect((await anonymous('/ogc/collections/border-marker/items')).status).toBe(200);
    expect((await anonymous('/ogc/collections/border-marker/items', { method: 'POST' })).status).toBe(401);
    expect((await anonymous('/api/me')).status).toBe(401);
    const impostor = { headers: { authorization: 'Bearer pd_nothing' } };
    expect((await anonymous('/ogc/collections/border-marker/items', impostor)).status).toBe(401);
  });
});

describe('the audit', () => {
  const entries = (account: string) =>
    api.database.read({ role: 'account_keeper', account: null }, (transaction) =>
      listEntries(transaction, 'restricted', { limit: 50, account }),
    );

  it('knows who read restricted features, who took a layer away and who was refused', async () => {
    const commander = await api.as('planner', 'restricted');
    const work = `/ogc/collections/defence-work/items/${province.defenceWork}`;
    await commander(work);
    await commander('/ogc/collections/zone/items');
    await commander('/api/search?q=chimsekim');
    await commander('/ogc/collections/border-marker/items?f=csv');
    await commander('/api/accounts');
    const told = (await entries(commander.username)).map(
      ({ action, layer, outcome }) => `${action} ${layer} ${outcome}`,
    );
    expect(told.reverse()).toEqual([
      'account.sign-in null done',
      'layer.read defence-work done',
      'layer.read zone done',
      expect.stringMatching(/^layer.read (zone|defence-work) done$/),
      expect.stringMatching(/^layer.read (zone|defence-work) done$/),
      'layer.export border-marker done',
      'access.refused null refused',
    ]);
    const officer = await api.as('officer', 'internal');
    await officer(work);
    const [newest] = await entries(officer.username);
    expect(newest).toMatchObject({ action: 'access.refused', layer: 'defence-work', outcome: 'refused' });
  });

  it('is not filled by a flood of refusals, which tells its number, and hides nothing else that was tried', async () => {
    const officer = await api.as('officer', 'internal');
    const work = '/ogc/collections/defence-work/items';
    const told = async () =>
      (await entries(officer.username))
        .filter(({ action }) => action === 'access.refused')
        .map(({ layer, detail }) => [layer, (detail as { times?: number }).times])
        .reverse();
    const flood = (layer: string | null) => [...Array(5).fill(undefined), 8, 16, 32, 64].map((times) => [layer, times]);
    for (const path of Array<string>(100).fill(work)) expect((await officer(path)).status).toBe(404);
    expect(await told()).toEqual(flood('defence-work'));
    // A layer that there is not is counted like one that is hidden.
    for (const path of Array<string>(100).fill('/ogc/collections/no-layer')) await officer(path);
    const both = [...flood('defence-work'), ...flood(null)];
    expect(await told()).toEqual(both);
    await officer(`${work}/${province.defenceWork}`);
    await officer('/api/accounts');
    const more = [
      ['defence-work', undefined],
      [null, undefined],
    ];
    expect(await told()).toEqual([...both, ...more]);
    const other = await api.as('officer', 'internal');
    await other(work);
    expect(await entries(other.username)).toMatchObject([{ action: 'access.refused' }, { action: 'account.sign-in' }]);
    api.later(15 * 60_000);
    await officer(work);
    expect(await told()).toEqual([...both, ...more, ['defence-work', undefined]]);
    const verdict = await api.database.read({ role: 'account_keeper', account: null }, verifyAudit);
    expect(verdict).toMatchObject({ ok: true });
  });

  it('tells an administrator nothing of layers above their clearance', async () => {
    const commander = await api.as('planner', 'restricted');
    await commander(`/ogc/collections/defence-work/items/${province.defenceWork}`);
    await commander('/ogc/collections/zone/items');
    const administrator = await api.as('administrator', 'internal');
    const response = await administrator(`/api/audit?account=${commander.username}`);
    const { entries: seen } = await read<{ entries: { action: string; layer: string | null }[] }>(response);
    expect(seen.map(({ action }) => action)).toEqual(['account.sign-in']);
  });

  it('holds no name or place of what was read', async () => {
    const commander = await api.as('planner', 'restricted');
    await commander('/ogc/collections/zone/items?kind=defence_zone&bbox=106.98,21,107,22');
    const told = JSON.stringify(await entries(commander.username));
    for (const canary of canaries.restricted) expect(told).not.toContain(canary);
    expect(told).not.toContain('106.98');
  });
});

describe('protected features', () => {
  const readers = [
    { who: 'somebody without an account', role: null, clearance: 'open' as Clearance },
    ...(['open', 'internal'] as const).flatMap((clearance) =>
      roles.map((role) => ({ who: `${role} with ${clearance} clearance`, role, clearance })),
    ),
  ];
  const questions = ['', '?q=CHIM', '?f=csv', '?f=fgb', '?datetime=../..', '?kind=defence_zone'];
  questions.push('?bbox=106.9,21,107,22', '?limit=abc');
  const places = () =>
    [
      ['border-marker', province.markers[0] ?? ''],
      ['zone', province.belt],
      ['zone', province.defenceZone],
      ['defence-work', province.defenceWork],
    ] as const;

  it.each(readers)('show nothing of themselves to $who', async ({ role, clearance }) => {
    const forbidden = clearance === 'open' ? [...canaries.internal, ...canaries.restricted] : canaries.restricted;
    const open = await testApi({ publicRead: true });
    const ask = role === null ? open.anonymous : await api.as(role, clearance);
    const restrictedNames = ['defence-work', 'defence_zone', 'defence_land', 'Công trình quốc phòng', 'Defence works'];
    restrictedNames.push(JSON.stringify(groupTitles.defence.vi), JSON.stringify(groupTitles.defence.en));
    const hidden = [...forbidden, ...restrictedNames];
    const addresses = new Set<string>();
    for (const key of registeredPolicies(api.app).keys()) {
      const [method = '', path = ''] = key.split(' ');
      if (method !== 'GET') continue;
      // Clearance decides, not the role: every question is asked by one role, the plain one by all.
      const asked = path.includes(':layer') && (role === null || role === 'officer') ? questions : [''];
      for (const [layer, id] of places()) for (const query of asked) addresses.add(fill(path, layer, id) + query);
      if (path === '/api/search') addresses.add('/api/search?q=CHIM');
    }
    let answered = 0;
    for (const address of addresses) {
      const response = await ask(address);
      if (response.status === 200) answered += 1;
      const told = `${JSON.stringify([...response.headers])}${await response.text()}`;
      for (const secret of hidden) expect(told.includes(secret), `${address} tells ${secret}`).toBe(false);
    }
    if (role !== null) expect(answered).toBeGreaterThan(10);
  });

  it('count in no count and stretch no bounds', async () => {
    const officer = await api.as('officer', 'internal');
    const { layers } = (await (await officer('/api/layers')).json()) as { layers: { id: string; bounds: number[] }[] };
    expect(layers.map(({ id }) => id)).not.toContain('defence-work');
    const zone = layers.find(({ id }) => id === 'zone');
    expect(zone?.bounds[2]).toBeLessThan(106.98);
    const items = (await (await officer('/ogc/collections/zone/items')).json()) as {
      numberMatched: number;
      features: { properties: { kind: string } }[];
    };
    expect(items.features.every(({ properties }) => properties.kind === 'border_belt')).toBe(true);
    expect(items.numberMatched).toBe(items.features.length);
  });

  it('are there for restricted clearance, never to be kept by a cache', async () => {
    const commander = await api.as('planner', 'restricted');
    const work = await commander(`/ogc/collections/defence-work/items/${province.defenceWork}`);
    expect(work.status).toBe(200);
    expect(work.headers.get('cache-control')).toBe('no-store');
    const zones = await commander('/ogc/collections/zone/items?kind=defence_zone');
    expect(await zones.text()).toContain('CHIMSEKIM');
    expect(zones.headers.get('cache-control')).toBe('no-store');
    const found = await commander('/api/search?q=chimsekim');
    expect(((await found.json()) as { results: unknown[] }).results).toHaveLength(2);
  });

  it('have another tag for another clearance', async () => {
    const officer = await api.as('officer', 'internal');
    const commander = await api.as('planner', 'restricted');
    const path = '/ogc/collections/border-marker/items?limit=1';
    const tag = (await officer(path)).headers.get('etag') ?? '';
    expect((await officer(path, { headers: { 'if-none-match': tag } })).status).toBe(304);
    expect((await commander(path, { headers: { 'if-none-match': tag } })).status).toBe(200);
  });
});
