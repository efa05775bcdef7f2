import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { createAccount, openDatabase } from '@phen-dau/api';
import { cacheDirectory } from '../paths.ts';
import { median } from './measure.ts';
import { asking, signIn } from './signed-in.ts';
import { sendSurvey, takeStep } from './surveys-client.ts';
import { startSurveyServer } from './surveys-kill.ts';

const password = 'tre xanh muoi hai doi 73';
const points = 100_000;

/** One file of a day with a hundred thousand points: as waypoints for lamps, or as one track. */
function gpx(kind: 'waypoints' | 'track'): string {
  const all = Array.from({ length: points }, (_, n) => {
    const place = `lat="${(21.6 + (n % 400) / 2000).toFixed(6)}" lon="${(107 + Math.floor(n / 400) / 2000).toFixed(6)}"`;
    const time = new Date(Date.UTC(2025, 2, 1) + n * 1000).toISOString();
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
    content: () => gpx('waypoints'),
    fields: { map: '{"code":"name"}', set: '{"kind":"patrol","status":"working"}' },
  },
  {
    name: 'one track of 100,000 points into survey-track',
    layer: 'survey-track',
    content: () => gpx('track'),
    fields: { set: '{"kind":"patrol"}' },
  },
] as const;

/** Measures a GPX file from the first byte sent to the last feature committed, through the API, beside the bar of 3 s. */
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
  const database = await openDatabase({ dataDir, cacheDir: cacheDirectory, ...(databaseUrl && { databaseUrl }) });
  for (const role of ['surveyor', 'reviewer'] as const) {
    await createAccount(database, { username: role, role, clearance: 'internal', password });
  }
  await database.close();
  const server = await startSurveyServer(dataDir, databaseUrl);
  try {
    const surveyor = asking(server.origin, await signIn(server.origin, 'surveyor', password));
    const reviewer = asking(server.origin, await signIn(server.origin, 'reviewer', password));
    for (const { name, layer, content, fields } of deliveries) {
      const file = { name: 'day.gpx', content: content(), layer };
      const staged: number[] = [];
      const approved: number[] = [];
      for (let round = 0; round <= rounds; round++) {
        const from = performance.now();
        const survey = await sendSurvey(surveyor, { ...file, key: randomUUID() }, fields);
        if (survey.state !== 'received') throw new Error(`${name}: ${JSON.stringify(survey).slice(0, 2000)}`);
        const between = performance.now();
        await takeStep(surveyor, survey.id, 'submit');
        await takeStep(reviewer, survey.id, 'approve');
        // The first starts the reading thread and is not counted.
        if (round === 0) continue;
        staged.push(between - from);
        approved.push(performance.now() - between);
      }
      const [one, other] = [median(staged), median(approved)];
      const where = databaseUrl ? 'postgres' : 'embedded';
      const parts = `received ${one.toFixed(0)} ms, submitted and approved ${other.toFixed(0)} ms`;
      log(`${name}, ${where}: ${parts}, together ${(one + other).toFixed(0)} ms (bar 3000 ms)`);
    }
  } finally {
    server.child.kill('SIGTERM');
    await server.ended;
    await rm(dataDir, { recursive: true, force: true });
  }
}
