import { createHash, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../database/sql.ts';
import { cookiesOf, jsonRequest, read, type TestApi, testApi, testPassword } from '../testing/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});

async function newAccount(): Promise<string> {
  const username = `nguoi-${randomUUID().slice(0, 8)}`;
  await api.enrol(username, 'officer', 'internal');
  return username;
}
const tryToSignIn = (username: string, password: string, more: { from?: string; cookie?: string } = {}) =>
  api.anonymous('/api/auth/sign-in', {
    ...jsonRequest('POST', { username, password }, more.cookie ? { cookie: more.cookie } : {}),
    ...(more.from && { from: more.from }),
  });

describe('signing in', () => {
  it('gives a cookie that scripts in a page cannot read and other sites cannot use', async () => {
    const response = await tryToSignIn(await newAccount(), testPassword);
    expect(response.status).toBe(200);
    const [session] = response.headers.getSetCookie();
    expect(session).toMatch(/^phen-dau=[\w-]{43};/);
    expect(session).toContain('HttpOnly');
    expect(session).toContain('SameSite=Strict');
    expect(session).toContain('Path=/');
  });

  it('says who has signed in, and 401 to everybody else', async () => {
    const username = await newAccount();
    const me = await api.holding(await api.signIn(username))('/api/me');
    expect(await me.json()).toEqual({ username, role: 'officer', clearance: 'internal', post: null });
    expect(me.headers.get('cache-control')).toBe('no-store');
    const nobody = await api.anonymous('/api/me');
    expect(nobody.status).toBe(401);
    expect(nobody.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  });

  it('serves a page that says for whom it asks only while that account is the one signed in', async () => {
    const username = `Đồn ${randomUUID().slice(0, 8)}`.replace(' ', '-');
    await api.enrol(username, 'surveyor', 'internal');
    const asking = (name: string, cookie: string) =>
      api.holding(cookie)('/api/surveys', { headers: { 'phen-dau-account': encodeURIComponent(name) } });
    const cookie = await api.signIn(username);
    expect((await asking(username, cookie)).status).toBe(200);
    expect((await asking(username, await api.signIn(await newAccount()))).status).toBe(401);
    expect((await asking(username, '')).status).toBe(401);
    expect((await asking('%', cookie)).status).toBe(401);
  });

  it('answers an unknown name, a wrong password and a disabled account alike', async () => {
    const answers = [
      await tryToSignIn(`khong-co-${randomUUID()}`.slice(0, 40), testPassword),
      await tryToSignIn(await newAccount(), 'sai mật khẩu rồi'),
    ];
    const [one, other] = await Promise.all(answers.map((answer) => answer.text()));
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
    expect(one).toBe(other);
  });

  it('takes a name in any case and composition of letters', async () => {
    const username = `Đồn-${randomUUID().slice(0, 8)}`;
    await api.enrol(username, 'viewer', 'open');
    expect((await tryToSignIn(username.toLowerCase().normalize('NFD'), testPassword)).status).toBe(200);
  });

  it('makes a new token and ends the one before', async () => {
    const username = await newAccount();
    const first = await api.signIn(username);
    const response = await tryToSignIn(username, testPassword, { cookie: first });
    const second = cookiesOf(response);
    expect(second).not.toBe(first);
    expect((await api.holding(first)('/api/me')).status).toBe(401);
    expect((await api.holding(second)('/api/me')).status).toBe(200);
  });
});

describe('guessing passwords', () => {
  it('lets ten of a thousand tries at most reach the check, whatever addresses they claim', async () => {
    const username = await newAccount();
    const statuses: number[] = [];
    const guess = async (index: number) => {
      const claimed = { 'x-forwarded-for': `10.0.${index % 256}.${index >> 8}` };
      const init = jsonRequest('POST', { username, password: `thu lan ${index}` }, claimed);
      statuses.push((await api.anonymous('/api/auth/sign-in', { ...init, from: '192.0.2.1' })).status);
    };
    for (let index = 0; index < 1000; index += 20) {
      await Promise.all(Array.from({ length: 20 }, (_, offset) => guess(index + offset)));
    }
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(10);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(990);
    const wait = await tryToSignIn(username, testPassword, { from: '192.0.2.1' });
    expect(wait.status).toBe(429);
    expect(Number(wait.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await tryToSignIn(await newAccount(), testPassword, { from: '192.0.2.1' })).status).toBe(200);
    api.later(Number(wait.headers.get('retry-after')) * 1000 + 1000);
    expect((await tryToSignIn(username, testPassword, { from: '192.0.2.1' })).status).toBe(200);
  });

  it('does not lock out the holder at a browser the account knows', async () => {
    const username = await newAccount();
    const cookie = await api.signIn(username);
    for (let index = 0; index < 8; index++) await tryToSignIn(username, 'sai bét', { from: '198.51.100.7' });
    expect((await tryToSignIn(username, testPassword, { from: '198.51.100.7' })).status).toBe(429);
    expect((await tryToSignIn(username, testPassword, { cookie, from: '198.51.100.7' })).status).toBe(200);
  });

  it('is remembered by the database: another server, or this one after a start, counts on', async () => {
    const username = await newAccount();
    for (let index = 0; index < 8; index++) await tryToSignIn(username, 'sai bét', { from: '198.51.100.8' });
    const afterStart = await testApi();
    const knows = (name: string) =>
      afterStart.anonymous('/api/auth/sign-in', jsonRequest('POST', { username: name, password: testPassword }));
    expect((await knows(username)).status).toBe(429);
    expect((await knows(await newAccount())).status).toBe(200);
  });

  it('slows an address that tries one name after another', async () => {
    const statuses: number[] = [];
    for (let index = 0; index < 35; index++) {
      statuses.push(
        (await tryToSignIn(`ten-${index}-${randomUUID().slice(0, 6)}`, 'x', { from: '2001:db8:1:2::9' })).status,
      );
    }
    expect(statuses.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 401));
    expect(statuses.at(-1)).toBe(429);
    expect((await tryToSignIn('ai-do', 'x', { from: '2001:db8:1:2:ffff::1' })).status).toBe(429);
    expect((await tryToSignIn('ai-do', 'x', { from: '2001:db8:1:3::1' })).status).toBe(401);
  });
});

describe('a session', () => {
  it('ends after 8 hours of silence and after 12 hours in any case', async () => {
    const cookie = await api.signIn(await newAccount());
    const ask = api.holding(cookie);
    const hour = 3_600_000;
    for (let hours = 0; hours < 10; hours += 5) {
      api.later(5 * hour);
      expect((await ask('/api/me')).status).toBe(200);
    }
    api.later(2.5 * hour);
    expect((await ask('/api/me')).status).toBe(401);
    const idle = api.holding(await api.signIn(await newAccount()));
    api.later(8.1 * hour);
    expect((await idle('/api/me')).status).toBe(401);
  });

  it('of restricted clearance ends after half an hour of silence', async () => {
    const commander = await api.as('planner', 'restricted');
    api.later(29 * 60_000);
    expect((await commander('/api/me')).status).toBe(200);
    api.later(31 * 60_000);
    expect((await commander('/api/me')).status).toBe(401);
  });

  it('is over at once when its holder signs out', async () => {
    const ask = api.holding(await api.signIn(await newAccount()));
    expect((await ask('/api/auth/sign-out', { method: 'POST' })).status).toBe(204);
    expect((await ask('/api/me')).status).toBe(401);
  });

  it('is listed with its holder others, who can be ended', async () => {
    const username = await newAccount();
    const [here, there] = [await api.signIn(username), await api.signIn(username)];
    const ask = api.holding(here);
    const { sessions } = await read<{ sessions: { id: string; current: boolean }[] }>(await ask('/api/auth/sessions'));
    expect(sessions).toHaveLength(2);
    const other = sessions.find((session) => !session.current);
    expect((await ask(`/api/auth/sessions/${other?.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await api.holding(there)('/api/me')).status).toBe(401);
    expect((await ask('/api/me')).status).toBe(200);
    expect((await ask(`/api/auth/sessions/${randomUUID()}`, { method: 'DELETE' })).status).toBe(404);
  });

  it('is kept as the hash of its token only, and so is an API token', async () => {
    const cookie = await api.signIn(await newAccount());
    const session = /phen-dau=([\w-]+)/.exec(cookie)?.[1] ?? '';
    const ask = api.holding(cookie);
    const made = await read<{ token: string }>(await ask('/api/auth/tokens', jsonRequest('POST', { name: 'QGIS' })));
    const kept = await api.database.read({ role: 'account_keeper', account: null }, (transaction) =>
      transaction.query<{ hash: string; row: string }>(
        sql`select encode(token_hash, 'hex') as hash, session::text as row from account.session as session`,
      ),
    );
    for (const token of [session, made.token]) {
      const digest = createHash('sha256').update(token).digest('hex');
      expect(kept.filter(({ hash }) => hash === digest)).toHaveLength(1);
      expect(kept.filter(({ row }) => row.includes(token))).toEqual([]);
    }
  });

  it('is not accepted as an API token, nor a token as a session', async () => {
    const cookie = await api.signIn(await newAccount());
    const token = /phen-dau=([\w-]+)/.exec(cookie)?.[1];
    expect((await api.anonymous('/api/me', { headers: { authorization: `Bearer ${token}` } })).status).toBe(401);
    const made = await read<{ token: string }>(
      await api.holding(cookie)('/api/auth/tokens', jsonRequest('POST', { name: 'kịch bản' })),
    );
    expect((await api.holding(`phen-dau=${made.token}`)('/api/me')).status).toBe(401);
  });
});
