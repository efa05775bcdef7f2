import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { cpuSeconds, median } from './measure.ts';
import { asking, signIn } from './signed-in.ts';
import { sendSurvey, takeStep } from './surveys-client.ts';
import { makeSurveyAccounts, startSurveyServer, surveyPassword } from './surveys-kill.ts';

const points = 100_000;

/** One file of a day with a hundred thousand points: as waypoints for lamps, or as one track. Each round's lies elsewhere, or
 * it would be the same walk again. */
function gpx(kind: 'waypoints' | 'track', round: number): string {
  const south = 21 + round / 4;
  // A walker does two metres a second and comes back beside where he went; lamps stand farther apart.
  const step = kind === 'track' ? 2e-5 : 5e-4;
  const all = Array.from({ length: points }, (_, n) => {
    const column = Math.floor(n / 400);
    const along = column % 2 === 0 ? n % 400 : 399 - (n % 400);
    const place = `lat="${(south + along * step).toFixed(6)}" lon="${(107 + (kind === 'track' ? 10 : 1) * column * step).toFixed(6)}"`;
    // From just after midnight in Viet Nam: all of it on one day, or it would be a track a day.
    const time = new Date(Date.UTC(2025, 1, 28, 17, 5) + n * 800).toISOString();
    if (kind === 'track') return `<trkpt ${place}><ele>500</ele><time>${time}</time></trkpt>`;
    return `<wpt ${place}><time>${time}</time><name>D${n}</name></wpt>`;
  }).join('\n');
  const body = kind === 'track' ? `<trk><name>T</name><trkseg>${all}</trkseg></trk>` : all;
  return `<?xml version="1.0"?><gpx version="1.1" creator="bench" xmlns="http://www.topografix.com/GPX/1/1">${body}</gpx>`;
}

const deliveries = [
  {
    name: '100,000 waypoints into solar-lamp',
    layer: 'solar-lamp',
    kind: 'waypoints',
    fields: { map: '{"code":"name"}', set: '{"kind":"patrol","status":"working"}' },
  },
  {
    name: 'one track of 100,000 points into survey-track',
    layer: 'survey-track',
    kind: 'track',
    fields: { set: '{"kind":"patrol"}' },
  },
] as const;

/** Seconds by the clock and of the processor, of a step of a survey. */
interface Spent {
  readonly wall: number;
  readonly server: number;
  /** NaN where the database runs elsewhere, 0 where it is part of the server. */
  readonly database: number;
}

/**
 * Measures a GPX file from the first byte sent to the last feature committed, through the API, beside the bar of 3 s: by the
 * clock, and in processor time, which a busy machine does not change much.
 */
export async function benchSurveys({
  databaseUrl,
  rounds = 5,
  log = console.log,
}: {
  databaseUrl?: string | undefined;
  rounds?: number;
  log?: (line: string) => void;
} = {}): Promise<void> {
  const dataDir = await mkdtemp(`${tmpdir()}/phen-dau-bench-`);
  await makeSurveyAccounts(dataDir, databaseUrl);
  const server = await startSurveyServer(dataDir, databaseUrl);
  const postmaster = databaseUrl === undefined ? undefined : postmasterOf(databaseUrl);
  const spent = async (work: () => Promise<unknown>): Promise<Spent> => {
    const now = () => ({
      wall: performance.now() / 1000,
      server: cpuSeconds([server.child.pid ?? 0]),
      database: databaseUrl === undefined ? 0 : cpuSeconds([postmaster ?? -1]) || Number.NaN,
    });
    const before = now();
    await work();
    const after = now();
    return {
      wall: after.wall - before.wall,
      server: after.server - before.server,
      database: after.database - before.database,
    };
  };
  try {
    const surveyor = asking(server.origin, await signIn(server.origin, 'surveyor', surveyPassword));
    const reviewer = asking(server.origin, await signIn(server.origin, 'reviewer', surveyPassword));
    for (const { name, layer, kind, fields } of deliveries) {
      const staged: Spent[] = [];
      const approved: Spent[] = [];
      for (let round = 0; round <= rounds; round++) {
        const file = { name: 'day.gpx', content: gpx(kind, round), layer, key: randomUUID() };
        let id = '';
        const receiving = await spent(async () => {
          const survey = await sendSurvey(surveyor, file, fields);
          if (survey.state !== 'received') throw new Error(`${name}: ${JSON.stringify(survey).slice(0, 2000)}`);
          id = survey.id;
        });
        const approving = await spent(async () => {
          await takeStep(surveyor, id, 'submit');
          await takeStep(reviewer, id, 'approve');
        });
        // The first starts the reading thread and is not counted.
        if (round === 0) continue;
        staged.push(receiving);
        approved.push(approving);
      }
      log(`${name}, ${databaseUrl ? 'postgres' : 'embedded'}: ${lineOf(staged, approved)}`);
    }
  } finally {
    server.child.kill('SIGTERM');
    await server.ended;
    await rm(dataDir, { recursive: true, force: true });
  }
}

function lineOf(staged: readonly Spent[], approved: readonly Spent[]): string {
  const middle = (steps: readonly Spent[], of: keyof Spent) => median(steps.map((step) => step[of]));
  const said = (steps: readonly Spent[]) =>
    `${middle(steps, 'wall').toFixed(2)} s (processor: server ${middle(steps, 'server').toFixed(2)}, database ${middle(steps, 'database').toFixed(2)})`;
  const together = middle(staged, 'wall') + middle(approved, 'wall');
  return `received ${said(staged)}, submitted and approved ${said(approved)}, together ${together.toFixed(2)} s (bar 3 s)`;
}

/** The process that all of a database's processes descend from, when it runs on this machine. */
function postmasterOf(databaseUrl: string): number | undefined {
  try {
    const ask = "select pid from pg_stat_activity where backend_type = 'checkpointer'";
    const pid = execFileSync('psql', [databaseUrl, '-Atc', ask], { encoding: 'utf8' }).trim();
    const parent = /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return parent === undefined ? undefined : Number(parent);
  } catch {
    return undefined;
  }
}
