import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../database/sql.ts';
import { type Ask, cookiesOf, jsonRequest, read, type TestApi, testApi, testPassword } from '../testing/api.ts';

let api: TestApi;
let administrator: Ask;
beforeAll(async () => {
  api = await testApi();
  administrator = await api.as('administrator', 'internal');
});

interface Given {
  id: string;
  code: string;
}
const ownPassword = testPassword;
const newName = () => `moi-${randomUUID().slice(0, 8)}`;
const create = (body: object) => administrator('/api/accounts', jsonRequest('POST', { ownPassword, ...body }));
const fresh = 'hai con trâu ngủ trưa';
const activate = (body: object) => api.anonymous('/api/auth/activate', jsonRequest('POST', body));

describe('an account', () => {
  it('is made by an administrator and opened by its holder with a one-time code', async () => {
    const username = newName();
    const made = await create({ username, role: 'surveyor', clearance: 'internal' });
    expect(made.status).toBe(201);
    const { code } = await read<Given>(made);
    expect((await activate({ username, code, password: 'ngắn' })).status).toBe(422);
    expect((await activate({ username, code: 'AAAA-BBBB', password: fresh })).status).toBe(403);
    expect((await activate({ username: newName(), code, password: fresh })).status).toBe(403);
    expect((await activate({ username, code: code.toLowerCase(), password: fresh })).status).toBe(204);
    expect((await activate({ username, code, password: fresh })).status).toBe(403);
    const ask = api.holding(await api.signIn(username, fresh));
    expect(await (await ask('/api/me')).json()).toMatchObject({ username, role: 'surveyor' });
  });

  it('code that is older than 72 hours opens nothing', async () => {
    const username = newName();
    const { code } = await read<Given>(await create({ username, role: 'viewer', clearance: 'open' }));
    const later = await testApi();
    later.later(73 * 3_600_000);
    const response = await later.anonymous(
      '/api/auth/activate',
      jsonRequest('POST', { username, code, password: fresh }),
    );
    expect(response.status).toBe(403);
  });

  it('needs a name nobody has and a password of whoever makes it', async () => {
    const username = newName();
    await create({ username, role: 'viewer', clearance: 'open' });
    expect((await create({ username: username.toUpperCase(), role: 'viewer', clearance: 'open' })).status).toBe(409);
    expect((await create({ username: 'a b', role: 'viewer', clearance: 'open' })).status).toBe(422);
    expect((await create({ username: newName(), role: 'king', clearance: 'open' })).status).toBe(400);
    const body = { username: newName(), role: 'viewer', clearance: 'open', ownPassword: 'sai rồi' };
    expect((await create(body)).status).toBe(403);
    expect((await create({ ...body, ownPassword, isAdmin: true })).status).toBe(400);
  });

  it('is not given more clearance than its maker has', async () => {
    expect((await create({ username: newName(), role: 'planner', clearance: 'restricted' })).status).toBe(403);
  });

  it.each([
    ['its role changes', { role: 'viewer' }],
    ['its clearance changes', { clearance: 'open' }],
    ['it is disabled', { disabled: true }],
  ])('is signed out everywhere when %s', async (_, change) => {
    const holder = await api.as('planner', 'internal');
    const made = await holder('/api/auth/tokens', jsonRequest('POST', { name: 'kịch bản' }));
    const { token } = await read<{ token: string }>(made);
    const script: Ask = (path) => api.anonymous(path, { headers: { authorization: `Bearer ${token}` } });
    expect((await script('/api/me')).status).toBe(200);
    const { accounts } = await read<{ accounts: { id: string; username: string }[] }>(
      await administrator('/api/accounts'),
    );
    const id = accounts.find(({ username }) => username === holder.username)?.id;
    const changed = await administrator(`/api/accounts/${id}`, jsonRequest('PATCH', { ...change, ownPassword }));
    expect(changed.status).toBe(200);
    expect((await holder('/api/me')).status).toBe(401);
    expect((await script('/api/me')).status).toBe(401);
  });

  it('that is disabled cannot sign in', async () => {
    const holder = await api.as('viewer', 'open');
    const { accounts } = await read<{ accounts: { id: string; username: string }[] }>(
      await administrator('/api/accounts'),
    );
    const id = accounts.find(({ username }) => username === holder.username)?.id;
    await administrator(`/api/accounts/${id}`, jsonRequest('PATCH', { disabled: true, ownPassword }));
    await expect(api.signIn(holder.username)).rejects.toThrow('401');
    await administrator(`/api/accounts/${id}`, jsonRequest('PATCH', { disabled: false, ownPassword }));
    await expect(api.signIn(holder.username)).resolves.toContain('phen-dau=');
  });

  it('that is reset needs a new password from its holder', async () => {
    const holder = await api.as('viewer', 'open');
    const { accounts } = await read<{ accounts: { id: string; username: string }[] }>(
      await administrator('/api/accounts'),
    );
    const id = accounts.find(({ username }) => username === holder.username)?.id;
    const { code } = await read<Given>(
      await administrator(`/api/accounts/${id}/reset`, jsonRequest('POST', { ownPassword })),
    );
    expect((await holder('/api/me')).status).toBe(401);
    await expect(api.signIn(holder.username)).rejects.toThrow('401');
    expect((await activate({ username: holder.username, code, password: fresh })).status).toBe(204);
    await expect(api.signIn(holder.username, fresh)).resolves.toContain('phen-dau=');
  });

  it('is never changed by its own administrator', async () => {
    const another = await api.as('administrator', 'internal');
    const { accounts } = await read<{ accounts: { id: string; username: string }[] }>(await another('/api/accounts'));
    const own = accounts.find(({ username }) => username === another.username)?.id;
    expect((await another(`/api/accounts/${own}`, jsonRequest('PATCH', { role: 'viewer', ownPassword }))).status).toBe(
      409,
    );
    expect(
      (await another(`/api/accounts/${randomUUID()}`, jsonRequest('PATCH', { role: 'viewer', ownPassword }))).status,
    ).toBe(404);
  });
});

describe('the own password', () => {
  it('is changed with the old one, and everything else is signed out', async () => {
    const username = newName();
    await api.enrol(username, 'viewer', 'open');
    const [here, there] = [await api.signIn(username), await api.signIn(username)];
    const change = (currentPassword: string, newPassword: string) =>
      api.holding(here)('/api/auth/password', jsonRequest('POST', { currentPassword, newPassword }));
    expect((await change('sai', fresh)).status).toBe(403);
    expect((await change(testPassword, 'ngắn')).status).toBe(422);
    expect((await change(testPassword, testPassword)).status).toBe(422);
    const changed = await change(testPassword, fresh);
    expect(changed.status).toBe(204);
    expect((await api.holding(there)('/api/me')).status).toBe(401);
    expect((await api.holding(here)('/api/me')).status).toBe(401);
    expect((await api.holding(cookiesOf(changed))('/api/me')).status).toBe(200);
    await expect(api.signIn(username)).rejects.toThrow('401');
  });
});

describe('an API token', () => {
  it('is shown once, works without a cookie, and is revoked', async () => {
    const holder = await api.as('officer', 'internal');
    const made = await holder('/api/auth/tokens', jsonRequest('POST', { name: 'QGIS' }));
    expect(made.status).toBe(201);
    const { id, token } = await read<{ id: string; token: string }>(made);
    const bearer = { headers: { authorization: `Bearer ${token}` } };
    expect((await api.anonymous('/api/layers', bearer)).status).toBe(200);
    const listed = await (await holder('/api/auth/tokens')).text();
    expect(listed).toContain('QGIS');
    expect(listed).not.toContain(token);
    expect((await holder(`/api/auth/tokens/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await api.anonymous('/api/layers', bearer)).status).toBe(401);
  });

  it('makes no other token, changes no password and administers nobody', async () => {
    const boss = await api.as('administrator', 'internal');
    const { token } = await read<{ token: string }>(await boss('/api/auth/tokens', jsonRequest('POST', { name: 'x' })));
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    for (const [method, path] of [
      ['POST', '/api/auth/tokens'],
      ['POST', '/api/auth/password'],
      ['POST', '/api/accounts'],
      ['GET', '/api/accounts'],
    ] as const) {
      expect((await api.anonymous(path, { method, headers })).status, path).toBe(403);
    }
  });

  it('is not kept as it is: the database holds a hash only', async () => {
    const holder = await api.as('officer', 'internal');
    const { token } = await read<{ token: string }>(
      await holder('/api/auth/tokens', jsonRequest('POST', { name: 'x' })),
    );
    const rows = await api.database.transaction({ role: 'account_keeper', account: null }, (transaction) =>
      transaction.query(sql`select session::text as text from account.session as session`),
    );
    expect(JSON.stringify(rows)).not.toContain(token.slice(3));
  });
});

describe('a change that another site asks for', () => {
  const attempt = async (headers: Record<string, string>, cookie = '') => {
    const asking = api.holding(cookie);
    return (await asking('/api/auth/sign-in', { ...jsonRequest('POST', { username: 'x', password: 'y' }, headers) }))
      .status;
  };

  it('is refused by its Origin, by what the browser says, and by saying neither while bringing a cookie', async () => {
    expect(await attempt({ origin: 'https://evil.example' })).toBe(403);
    expect(await attempt({ origin: 'null' })).toBe(403);
    expect(await attempt({ origin: 'http://localhost:9999' })).toBe(403);
    expect(await attempt({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await attempt({ 'sec-fetch-site': 'same-site' })).toBe(403);
    const bare = await api.app.request('http://localhost:8080/api/auth/sign-in', {
      ...jsonRequest('POST', { username: 'x', password: 'y' }, { cookie: 'phen-dau=abc', host: 'localhost:8080' }),
    });
    expect(bare.status).toBe(403);
  });

  it('is let through from our own pages and from scripts without a cookie', async () => {
    expect(await attempt({ origin: 'http://localhost:8080' })).toBe(401);
    expect(await attempt({ 'sec-fetch-site': 'same-origin' })).toBe(401);
    const script = await api.app.request('http://localhost:8080/api/auth/sign-in', {
      ...jsonRequest('POST', { username: 'x', password: 'y' }, { host: 'localhost:8080' }),
    });
    expect(script.status).toBe(401);
  });

  it('gets a __Host- cookie over TLS, and none over plain HTTP from another machine', async () => {
    const holder = await api.as('viewer', 'open');
    const over = (origin: string) =>
      api.anonymous(
        '/api/auth/sign-in',
        jsonRequest(
          'POST',
          { username: holder.username, password: testPassword },
          { origin, host: new URL(origin).host },
        ),
      );
    const tls = await over('https://map.example');
    expect(tls.headers.getSetCookie()[0]).toMatch(
      /^__Host-phen-dau=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(tls.headers.get('strict-transport-security')).toContain('max-age=63072000');
    expect((await over('http://map.example')).status).toBe(403);
  });
});
