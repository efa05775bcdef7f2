import { randomInt, randomUUID } from 'node:crypto';
import type { Clearance, Role } from '@phen-dau/geodata';
import { createAccount } from '../accounts/administer.ts';
import { createApp } from '../app.ts';
import { type Callers, createCallers } from '../callers.ts';
import type { OpenedDatabase } from '../database/open.ts';
import type { LogEntry } from '../log.ts';
import type { ReadingRoom } from '../surveys/reading-room.ts';
import { apiTestDatabase } from './database.ts';

export const origin = 'http://localhost:8080';
export const testPassword = 'tre xanh muoi hai doi 73';

/** Asks the application as somebody; paths are of our own origin and changes carry its Origin. */
export type Ask = (path: string, init?: RequestInit & { from?: string }) => Promise<Response>;

export interface TestApi {
  readonly database: OpenedDatabase;
  readonly app: ReturnType<typeof createApp>;
  readonly callers: Callers;
  readonly log: LogEntry[];
  /** Moves the clock that sessions and throttle go by. */
  later(milliseconds: number): void;
  readonly anonymous: Ask;
  /** Makes an account with the tests' password. */
  enrol(username: string, role: Role, clearance: Clearance): Promise<void>;
  /** Makes an account with a name of its own and signs it in. */
  as(role: Role, clearance: Clearance): Promise<Ask & { readonly username: string; readonly cookie: string }>;
  /** Signs an account in and answers its cookies, or throws. */
  signIn(username: string, password?: string): Promise<string>;
  /** The Ask of somebody with these cookies. */
  holding(cookie: string): Ask;
}

/** The application over the shared test database, or one of its own, with a clock of its own. */
export async function testApi(
  options: {
    database?: OpenedDatabase;
    publicRead?: true;
    webFolder?: string;
    province?: string;
    readingRoom?: ReadingRoom;
  } = {},
): Promise<TestApi> {
  const database = options.database ?? (await apiTestDatabase());
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  const log: LogEntry[] = [];
  // Of its own, so that the failures of one test file do not slow another's sign-ins down.
  const address = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`;
  const callers = createCallers({ database, publicRead: options.publicRead ?? false, now });
  const app = createApp({
    ...{ database, callers, now, webFolder: options.webFolder ?? null },
    ...(options.province && { province: options.province }),
    ...(options.readingRoom && { readingRoom: options.readingRoom }),
    log: (entry) => log.push(entry),
  });
  const holding =
    (cookie: string): Ask =>
    async (path, { from = address, ...init } = {}) => {
      const headers = new Headers(init.headers);
      if (!headers.has('host')) headers.set('host', 'localhost:8080');
      if (!headers.has('origin') && init.method && init.method !== 'GET') headers.set('origin', origin);
      if (cookie && !headers.has('cookie')) headers.set('cookie', cookie);
      return app.request(`${origin}${path}`, { ...init, headers }, { incoming: { socket: { remoteAddress: from } } });
    };
  const anonymous = holding('');
  const signIn = async (username: string, password = testPassword) => {
    const response = await anonymous('/api/auth/sign-in', jsonRequest('POST', { username, password }));
    if (!response.ok) throw new Error(`Sign-in of ${username} answered ${response.status}`);
    return cookiesOf(response);
  };
  const enrol = async (username: string, role: Role, clearance: Clearance) => {
    await createAccount(database, { username, role, clearance, password: testPassword, demonstration: true });
  };
  return {
    ...{ database, app, callers, log, anonymous, signIn, holding, enrol },
    later: (milliseconds) => {
      ahead += milliseconds;
    },
    async as(role, clearance) {
      const username = `${role}-${clearance}-${randomUUID().slice(0, 8)}`;
      await enrol(username, role, clearance);
      const cookie = await signIn(username);
      return Object.assign(holding(cookie), { username, cookie });
    },
  };
}

/** The cookies an answer sets, as a request sends them. */
export const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

export const jsonRequest = (method: string, body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/** The JSON of an answer, as the test expects it to be. */
export const read = <T>(response: Response): Promise<T> => response.json() as Promise<T>;

/** Sends a feature, a merge patch or, as text, anything at all. */
export const sendFeature = (
  ask: Ask,
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> => {
  const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/geo+json';
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return ask(path, { method, headers: { 'content-type': type, ...headers }, body: text });
};
