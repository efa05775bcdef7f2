import { type ChildProcess, fork } from 'node:child_process';
import { randomInt, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { createAccount, openDatabase } from '@phen-dau/api';
import { cacheDirectory, inProject } from '../paths.ts';
import { freePort } from '../test/throw-away-postgres.ts';
import { asking, signIn } from './signed-in.ts';
import { faultsOf, type Receipt, sendSurvey, takeStep } from './surveys-client.ts';

export interface KillReport {
  readonly rounds: number;
  /** Surveys that were receipted, and of these the ones approved. */
  readonly receipted: number;
  readonly approved: number;
  /** Everything that was lost or half done; must be empty. */
  readonly faults: readonly string[];
}

interface KillOptions {
  readonly rounds: number;
  /** An empty database; absent: the embedded one. */
  readonly databaseUrl?: string;
  readonly log?: (line: string) => void;
}

/** Of the accounts `surveyor` and `reviewer`. */
export const surveyPassword = 'tre xanh muoi hai doi 73';

/**
 * Ends the server with SIGKILL at random moments while surveys are sent, submitted and approved, starts it again and looks:
 * every survey with a receipt must be whole, none half approved.
 */
export async function killRounds({ rounds, databaseUrl, log = () => undefined }: KillOptions): Promise<KillReport> {
  const dataDir = await mkdtemp(`${tmpdir()}/phen-dau-kill-`);
  const faults: string[] = [];
  const receipts = new Map<string, Receipt>();
  try {
    await makeSurveyAccounts(dataDir, databaseUrl);
    for (let round = 1; round <= rounds; round++) {
      const server = await startSurveyServer(dataDir, databaseUrl);
      let begun: () => void = () => undefined;
      const first = new Promise<void>((resolve) => {
        begun = resolve;
      });
      const work = Promise.all([1, 2].map(() => carriers(server.origin, receipts, () => begun())));
      // The first file waits for the reading thread to start; afterwards a whole life takes some hundred milliseconds.
      await Promise.race([first, work]);
      await new Promise((resolve) => setTimeout(resolve, randomInt(0, 3500)));
      server.child.kill('SIGKILL');
      await Promise.all([server.ended, work]);
      const again = await startSurveyServer(dataDir, databaseUrl);
      const found = await checked(again.origin, receipts);
      faults.push(...found.map((fault) => `round ${round}: ${fault}`));
      again.child.kill('SIGTERM');
      await again.ended;
      log(`round ${round}: ${receipts.size} receipts, ${faults.length} faults`);
    }
    const approved = [...receipts.values()].filter(({ state }) => state === 'approved').length;
    return { rounds, receipted: receipts.size, approved, faults };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** A new database with the accounts `surveyor` and `reviewer`. */
export async function makeSurveyAccounts(dataDir: string, databaseUrl: string | undefined): Promise<void> {
  const database = await openDatabase({ dataDir, cacheDir: cacheDirectory, ...(databaseUrl && { databaseUrl }) });
  for (const role of ['surveyor', 'reviewer'] as const) {
    await createAccount(database, { username: role, role, clearance: 'internal', password: surveyPassword });
  }
  await database.close();
}

/** The API on its own in a process that can be ended. */
export async function startSurveyServer(dataDir: string, databaseUrl: string | undefined) {
  const port = await freePort();
  const args = [String(port), dataDir, ...(databaseUrl ? [databaseUrl] : [])];
  const child: ChildProcess = fork(inProject('scripts/src/bench/surveys-child.ts'), args, {
    execArgv: ['--import', 'tsx'],
    cwd: inProject(''),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await Promise.race([
    new Promise<void>((resolve) => child.once('message', () => resolve())),
    ended.then(() => Promise.reject(new Error('The server ended before it listened'))),
  ]);
  return { child, ended, origin: `http://127.0.0.1:${port}` };
}

/** Sends, submits and approves until the server is gone. A receipt counts from the moment its answer is here. */
async function carriers(origin: string, receipts: Map<string, Receipt>, begun: () => void): Promise<void> {
  try {
    const [surveyor, reviewer] = await Promise.all(
      ['surveyor', 'reviewer'].map(async (who) => asking(origin, await signIn(origin, who, surveyPassword))),
    );
    if (!surveyor || !reviewer) return;
    for (;;) {
      const code = `KILL${randomUUID().slice(0, 13)}`;
      const file = {
        name: `${code}.geojson`,
        content: lamps(code, randomInt(10, 3000)),
        layer: 'solar-lamp',
        key: code,
      };
      receipts.set(code, await sendSurvey(surveyor, file));
      begun();
      const { id } = receipts.get(code) as Receipt;
      receipts.set(code, await takeStep(surveyor, id, 'submit'));
      receipts.set(code, await takeStep(reviewer, id, 'approve'));
    }
  } catch (error) {
    // Only a server that is gone may end the work; a refusal is a fault of ours.
    if (error instanceof Error && /^\d{3} /.test(error.message)) throw error;
  }
}

const lamps = (code: string, count: number): string =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: Array.from({ length: count }, (_, index) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [107 + index / 1e5, 21.7] },
      properties: { code: `${code} ${index}`, kind: 'patrol', status: 'working' },
    })),
  });

async function checked(origin: string, receipts: Map<string, Receipt>): Promise<string[]> {
  const reviewer = asking(origin, await signIn(origin, 'reviewer', surveyPassword));
  const faults: string[] = [];
  const known = new Map([...receipts].map(([code, { id }]) => [id, code]));
  // Also those whose receipt was on its way when the server was ended: kept whole or not at all.
  const queue = (await (await reviewer('/api/surveys?limit=500')).json()) as {
    surveys: (Receipt & { fileName: string })[];
  };
  for (const survey of queue.surveys)
    if (!known.has(survey.id)) receipts.set(survey.fileName.replace('.geojson', ''), survey);
  for (const [code, receipt] of receipts) {
    const now = (await (await reviewer(`/api/surveys/${receipt.id}`)).json()) as Receipt;
    if (receipt.state === 'approved' && now.state !== 'approved')
      faults.push(`${receipt.id} was approved and is ${now.state}`);
    if (receipt.state === 'submitted' && now.state === 'received')
      faults.push(`${receipt.id} was submitted and is not`);
    faults.push(...(await faultsOf(reviewer, receipt, code)));
    if (now.state !== undefined) receipts.set(code, now);
  }
  return faults;
}
