import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, startServer } from '@phen-dau/api';
import { demonstrationData } from '../build/demonstration-data.ts';
import { freePort } from '../test/throw-away-postgres.ts';
import { judge, median } from './measure.ts';
import { type Ask, asking, signedInAs } from './signed-in.ts';

/** Coverage over HTTP on the embedded database with the demonstration: medians and the slowest of a hundred, with the bars. */
export async function benchCoverageHttp({ log = console.log }: { log?: (line: string) => void } = {}): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'phen-dau-bench-coverage-'));
  try {
    cpSync(await demonstrationData(), folder, { recursive: true });
    const database = await openDatabase({ dataDir: folder });
    const config = { host: '127.0.0.1', port: await freePort(), publicRead: false };
    const server = await startServer({ config, database, log: () => undefined });
    try {
      const [ask, change] = [
        asking(server.url, await signedInAs(server.url, database)),
        asking(server.url, await signedInAs(server.url, database, 'internal', 'administrator')),
      ];
      await measure(ask, await lampChanger(change), log);
    } finally {
      await server.close();
      await database.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Breaks one lamp after another, or mends it, as an administrator. */
async function lampChanger(ask: Ask): Promise<(turn: number) => Promise<void>> {
  const items = '/ogc/collections/solar-lamp/items';
  const { features } = (await (await ask(`${items}?limit=500`)).json()) as { features: { id: string }[] };
  return async (turn) => {
    const path = `${items}/${features[turn % features.length]?.id}`;
    const lamp = await ask(path);
    const { properties } = (await lamp.json()) as { properties: { status: string } };
    const status = properties.status === 'working' ? 'broken' : 'working';
    const headers = { 'content-type': 'application/merge-patch+json', 'if-match': lamp.headers.get('etag') ?? '' };
    const body = JSON.stringify({ properties: { status } });
    const { ok, status: refusal } = await ask(path, { method: 'PATCH', headers, body });
    if (!ok) throw new Error(`A lamp could not be changed: ${refusal}`);
  };
}

async function measure(
  ask: Ask,
  changeLamp: (turn: number) => Promise<void>,
  log: (line: string) => void,
): Promise<void> {
  const first = await timed(() => ask('/api/coverage'));
  const { posts } = (await first.response.json()) as { posts: { post: { id: string } }[] };
  const post = (turn: number) => `/api/posts/${posts[turn % posts.length]?.post.id ?? ''}/coverage`;
  log(
    `coverage, first answer of a process (reads and packs the province) ${first.milliseconds.toFixed(0).padStart(8)} ms`,
  );
  const tag = (await ask(post(0))).headers.get('etag') ?? '';
  await tell('a post, held by the browser (304)', 15, () => ask(post(0), { headers: { 'if-none-match': tag } }));
  await tell('a post, asked for before', 15, () => ask(post(0)));
  await tell('a post, each time with another parameter', 15, (turn) => ask(`${post(turn)}?light=${20 + turn / 100}`));
  await tell('a post, each time with another period', null, (turn) => ask(`${post(turn)}?from=${dayAgo(turn)}`));
  await tell('all posts, asked for before', 150, () => ask('/api/coverage'));
  await tell('all posts, each time with another parameter', 150, (turn) => ask(`/api/coverage?border=${400 + turn}`));
  await tell('all posts, each time after a lamp was changed', null, () => ask('/api/coverage'), changeLamp);

  async function tell(
    what: string,
    bar: number | null,
    question: (turn: number) => Promise<Response>,
    change: (turn: number) => Promise<void> = async () => undefined,
  ): Promise<void> {
    const times: number[] = [];
    let before = process.cpuUsage();
    for (let turn = 0; turn < warmTurns + 100; turn++) {
      if (turn === warmTurns) before = process.cpuUsage();
      await change(turn);
      const { milliseconds, response } = await timed(() => question(turn));
      await response.arrayBuffer();
      if (turn >= warmTurns) times.push(milliseconds);
    }
    const { user, system } = process.cpuUsage(before);
    const middle = median(times);
    const verdict = bar === null ? '' : `   bar ${bar} ms: ${judge(what, middle <= bar)}`;
    const slowest = Math.max(...times)
      .toFixed(0)
      .padStart(5);
    const processor = ((user + system) / 1000 / times.length).toFixed(1).padStart(6);
    log(
      `${what.padEnd(45)} median ${middle.toFixed(1).padStart(6)} ms, slowest ${slowest} ms, ` +
        `processor ${processor} ms with the asking${verdict}`,
    );
  }
}

const warmTurns = 20;
const dayAgo = (days: number) => new Date(Date.UTC(2025, 0, 1 + days)).toISOString().slice(0, 10);

async function timed(ask: () => Promise<Response>): Promise<{ milliseconds: number; response: Response }> {
  const start = performance.now();
  const response = await ask();
  return { milliseconds: performance.now() - start, response };
}
