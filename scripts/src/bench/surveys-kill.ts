import { type ChildProcess, fork } from 'node:child_process';
import { randomInt, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { createAccount, openDatabase } from '@phen-dau/api';
import { cacheDirectory, inProject } from '../paths.ts';
import { freePort } from '../test/throw-away-postgres.ts';
import { asking, signIn } from './signed-in.ts';
import { faultsOf, type Receipt, sayTheyChange, sendSurvey, takeStep, told } from './surveys-client.ts';

export interface KillReport {
  readonly rounds: number;
  /** Surveys that were receipted, and of these the ones approved. */
  readonly receipted: number;
  readonly approved: number;
  /** How many of the approved ones change lamps of the register. */
  readonly revisits: number;
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
 * every survey with a receipt must be whole, none half approved, neither in what the API tells nor in the tables: originals,
 * staged features, history, audit, layer version.
 */
export async function killRounds({ rounds, databaseUrl, log = () => undefined }: KillOptions): Promise<KillReport> {
  const dataDir = await mkdtemp(`${tmpdir()}/phen-dau-kill-`);
  const faults: string[] = [];
  const receipts = new Map<string, Receipt>();
  const settled = new Set<string>();
  let server: SurveyServer | undefined;
  try {
    await makeSurveyAccounts(dataDir, databaseUrl);
    server = await startSurveyServer(dataDir, databaseUrl);
    for (let round = 1; round <= rounds; round++) {
      const { origin }: SurveyServer = server;
      let lived: () => void = () => undefined;
      const first = new Promise<void>((resolve) => {
        lived = resolve;
      });
      const work = Promise.all([1, 2].map(() => carriers(origin, receipts, () => lived())));
      // The first file waits for the reading thread to start; afterwards a whole life takes some hundred milliseconds. So
      // every other time the first is waited for, its revisit too.
      if (round % 2 === 0) await Promise.race([first, work]);
      await new Promise((resolve) => setTimeout(resolve, randomInt(0, 3500)));
      server.child.kill('SIGKILL');
      await Promise.all([server.ended, work]);
      // What looks is ended the next time.
      server = await startSurveyServer(dataDir, databaseUrl);
      const isLast = round === rounds;
      const found = await checked(server.origin, receipts, isLast ? new Set() : settled);
      faults.push(...[...found, ...(await server.ledger())].map((fault) => `round ${round}: ${fault}`));
      log(`round ${round}: ${receipts.size} receipts, ${faults.length} faults`);
    }
    const approved = [...receipts].filter(([, { state }]) => state === 'approved').map(([name]) => name);
    const revisits = approved.filter((name) => name.endsWith(revisited)).length;
    return { rounds, receipted: receipts.size, approved: approved.length, revisits, faults };
  } finally {
    server?.child.kill('SIGTERM');
    await server?.ended;
    await rm(dataDir, { recursive: true, force: true });
  }
}

type SurveyServer = Awaited<ReturnType<typeof startSurveyServer>>;

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
  return {
    child,
    ended,
    origin: `http://127.0.0.1:${port}`,
    /** What `ledgerFaults` finds in its database. */
    ledger: () =>
      new Promise<string[]>((resolve, reject) => {
        child.once('message', ({ ledger }: { ledger: string[] }) => resolve(ledger));
        void ended.then(() => reject(new Error('The server ended while it counted')));
        child.send('ledger');
      }),
  };
}

/**
 * Sends, submits and approves until the server is gone: new lamps, and then a revisit that changes some of them. A receipt
 * counts from the moment its answer is here.
 */
async function carriers(origin: string, receipts: Map<string, Receipt>, lived: () => void): Promise<void> {
  try {
    const [surveyor, reviewer] = await Promise.all(
      ['surveyor', 'reviewer'].map(async (who) => asking(origin, await signIn(origin, who, surveyPassword))),
    );
    if (!surveyor || !reviewer) return;
    const keep = async (name: string, step: Promise<Receipt>): Promise<string> => {
      const receipt = await step;
      receipts.set(name, receipt);
      return receipt.id;
    };
    const send = (name: string, content: string) =>
      keep(name, sendSurvey(surveyor, { name: `${name}.geojson`, content, layer: 'solar-lamp', key: name }));
    const finish = async (name: string, id: string) => {
      await keep(name, takeStep(surveyor, id, 'submit'));
      await keep(name, takeStep(reviewer, id, 'approve'));
    };
    for (;;) {
      const code = `KILL${randomUUID().slice(0, 13)}`;
      await finish(code, await send(code, lamps(code, randomInt(10, 3000))));
      const page = await reviewer(`/ogc/collections/solar-lamp/items?limit=40&${standing(code)}`);
      const { features } = await told<{ features: Lamp[] }>(page);
      const again = `${code}${revisited}`;
      const id = await send(again, revisit(features));
      const existing = features.map((lamp) => lamp.id);
      await keep(again, sayTheyChange(surveyor, id, existing));
      await finish(again, id);
      lived();
    }
  } catch (error) {
    // Only a server that is gone may end the work: `fetch` says so with a TypeError of its own. A refusal is a fault of ours.
    if (!(error instanceof TypeError && /fetch failed|terminated/.test(error.message))) throw error;
  }
}

interface Lamp {
  readonly id: string;
  readonly geometry: object;
  readonly properties: { readonly code: string };
}

const revisited = '.again';

/** What finds the lamps that a file brought, or, of a revisit, those it has changed. */
const standing = (name: string): string => {
  const code = encodeURIComponent(name.replace(revisited, ''));
  return name.endsWith(revisited) ? `q=${code}&kind=village` : `q=${code}`;
};

/** Four metres: nearer than three, two lamps may be one, and whoever approves them is asked. */
const stepDegrees = 4e-5;
let rows = 0;

/** A row of lamps where no other survey of this run has one. */
function lamps(code: string, count: number): string {
  const latitude = 21.6 + rows++ * stepDegrees;
  return JSON.stringify({
    type: 'FeatureCollection',
    features: Array.from({ length: count }, (_, index) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [107 + index * stepDegrees, latitude] },
      properties: { code: `${code} ${index}`, kind: 'patrol', status: 'working' },
    })),
  });
}

/** The same lamps, found to be a village's. */
const revisit = (features: readonly Lamp[]): string =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: features.map(({ id, geometry, properties: { code } }) => ({
      ...{ type: 'Feature', id, geometry },
      properties: { code, kind: 'village', status: 'working' },
    })),
  });

/** Looks at all surveys but the settled ones, which were found whole and approved before; adds to those. */
async function checked(origin: string, receipts: Map<string, Receipt>, settled: Set<string>): Promise<string[]> {
  const reviewer = asking(origin, await signIn(origin, 'reviewer', surveyPassword));
  const faults: string[] = [];
  const known = new Set([...receipts.values()].map(({ id }) => id));
  // Also those whose receipt was on its way when the server was ended: kept whole or not at all.
  const queue = await told<{ surveys: { id: string; fileName: string }[] }>(await reviewer('/api/surveys?limit=500'));
  for (const { id, fileName } of queue.surveys) {
    if (!known.has(id))
      receipts.set(fileName.replace('.geojson', ''), await told(await reviewer(`/api/surveys/${id}`)));
  }
  for (const [name, receipt] of receipts) {
    if (settled.has(name)) continue;
    faults.push(...(await faultsOf(reviewer, receipt, standing(name))));
    const now = await told(await reviewer(`/api/surveys/${receipt.id}`)).catch(() => receipt);
    receipts.set(name, now);
    if (now.state === 'approved') settled.add(name);
  }
  return faults;
}
