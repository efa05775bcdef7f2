import { spawn } from 'node:child_process';
import { cp, mkdtemp, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type DemonstrationAccount, demonstrationData, demonstrationDataPassword, freePort } from '@phen-dau/scripts';
import { emptyServerDatabase, testEngine } from './database.ts';
import { runDirectory } from './run-directory.ts';

/** Asks the server: a path of ours, `fetch` options as usual; carries the account's cookie and our own Origin. */
export type Ask = (path: string, init?: RequestInit) => Promise<Response>;

/** An account that has signed in. */
export interface SignedIn {
  readonly ask: Ask;
  /** The session's cookie as `name=value`. */
  readonly cookie: string;
}

export interface TestServer {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  readonly dataDirectory: string;
  /** Of every demonstration account. */
  readonly password: string;
  /** Without signing in. */
  readonly anonymous: Ask;
  /** Signs in once an account and a server; the session is shared by the tests of the run. */
  signIn(account: DemonstrationAccount): Promise<SignedIn>;
  /** What it has printed so far. */
  output(): string;
  /** Sends SIGTERM and answers the exit status. */
  close(): Promise<number | null>;
}

export interface TestServerOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** What the data folder holds. `demonstration`: the whole province and its accounts; `empty`: no feature and no account. */
  readonly data?: 'demonstration' | 'empty';
  /** Files put into the data folder before the start, by their names. */
  readonly files?: Readonly<Record<string, Uint8Array>>;
}

let shared: Promise<TestServer> | undefined;

/**
 * One server with the demonstration for the whole run; change no data in it. It keeps them in the engine that is tested: on
 * PostgreSQL it is started on a database without anything and has loaded them itself.
 */
export function sharedServer(): Promise<TestServer> {
  shared ??= testEngine === 'embedded' ? startTestServer() : startOnPostgres();
  return shared;
}

/** Starts what `pnpm start` starts on a new, empty database of the throw-away server, which `DEMO` fills. */
async function startOnPostgres(): Promise<TestServer> {
  const environment = { DATABASE_URL: await emptyServerDatabase(), DEMO: '1' };
  return startTestServer({ data: 'empty', environment });
}

/** Starts what `pnpm start` starts, on a free port and with a data folder of its own. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const dataDirectory = await mkdtemp(`${runDirectory()}/server-`);
  if (options.data !== 'empty') {
    await cp(await demonstrationData(), dataDirectory, { recursive: true });
  }
  for (const [name, bytes] of Object.entries(options.files ?? {})) await writeFile(`${dataDirectory}/${name}`, bytes);
  const port = await freePort();
  const child = spawn(process.execPath, ['scripts/src/start.js'], {
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
    env: {
      ...withoutOurs(process.env),
      PORT: String(port),
      DATA_DIR: dataDirectory,
      DEMO: options.data === 'empty' ? '0' : '1',
      DEMO_PASSWORD: demonstrationDataPassword,
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await writeFile(`${runDirectory()}/${child.pid}.pid`, String(child.pid));
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const origin = `http://127.0.0.1:${port}`;
  await healthy(origin, ended, () => output);
  return {
    origin,
    dataDirectory,
    password: demonstrationDataPassword,
    anonymous: asking(origin),
    signIn: signingIn(origin),
    output: () => output,
    close: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** The environment without what would make the server another one than the test means. */
function withoutOurs(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ours = [
    'PORT',
    'HOST',
    'DATA_DIR',
    'DATABASE_URL',
    'DATABASE_REPLICA_URLS',
    'DEMO',
    'DEMO_PASSWORD',
    'PROVINCE',
    'PUBLIC_READ',
  ];
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !ours.includes(name) && !name.startsWith('VITEST')),
  );
}

async function healthy(origin: string, ended: Promise<number | null>, output: () => string): Promise<void> {
  const state = { gone: false };
  ended.then(() => (state.gone = true));
  for (;;) {
    if (state.gone) throw new Error(`The server ended before it answered:\n${output()}`);
    const answer = await fetch(`${origin}/api/health`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const asking =
  (origin: string, cookie?: string): Ask =>
  (path, init = {}) => {
    const headers = new Headers(init.headers);
    if (cookie) headers.set('cookie', cookie);
    if (!headers.has('origin')) headers.set('origin', origin);
    return fetch(new URL(path, origin), { redirect: 'manual', ...init, headers });
  };

function signingIn(origin: string): (account: DemonstrationAccount) => Promise<SignedIn> {
  const sessions = new Map<DemonstrationAccount, Promise<SignedIn>>();
  return (account) => {
    const session = sessions.get(account) ?? signIn(origin, account);
    sessions.set(account, session);
    return session;
  };
}

async function signIn(origin: string, username: string): Promise<SignedIn> {
  const answer = await asking(origin)('/api/auth/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: demonstrationDataPassword }),
  });
  if (!answer.ok) throw new Error(`${username} could not sign in: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return { cookie, ask: asking(origin, cookie) };
}
