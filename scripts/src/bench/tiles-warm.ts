import { startServer } from '@phen-dau/api';
import { type LayerId, layerById } from '@phen-dau/geodata';
import type { TileAddress } from '@phen-dau/tiles';
import { cpuSeconds, digits, interleave, median, printTable, type Verdict } from './measure.ts';
import { hasProgram, type PeerOrReason } from './peers/processes.ts';
import { type FinishedTile, startNginx, startTileserverGl } from './peers/static.ts';
import { loadWith } from './peers/wrk.ts';
import { signedInAs } from './signed-in.ts';
import type { TileSetting } from './tile-setting.ts';

/** Our server as it is deployed, with somebody signed in. */
export async function startSignedIn({ database }: Pick<TileSetting, 'database'>) {
  const server = await startServer({
    config: { host: '127.0.0.1', port: 0, publicRead: false },
    database,
    log: () => undefined,
  });
  const cookie = await signedInAs(server.url, database);
  return { server, cookie };
}

/** Path of a tile of these layers, as the web application asks for it. */
export const tilePathOf = (ids: readonly LayerId[], { z, x, y }: TileAddress) =>
  ids.length === 1
    ? `/tiles/${ids[0]}/${z}/${x}/${y}.mvt?v=1`
    : `/tiles/all/${z}/${x}/${y}.mvt?v=1&layers=${ids.join(',')}`;

/** Tiles a second and a processor second that are made already: ours beside static files and another tile server. */
export async function measureWarm(setting: TileSetting): Promise<Verdict[]> {
  if (!hasProgram('wrk')) {
    process.stdout.write('Skipped: warm tiles: wrk is not installed\n');
    return [];
  }
  const { ids, tiles, rounds, seconds, scale } = setting;
  const shown = ids.filter((id) => layerById(id).sensitivity !== 'restricted');
  const { server, cookie } = await startSignedIn(setting);
  const peers: Record<string, PeerOrReason> = {};
  try {
    const finished: FinishedTile[] = [];
    for (const address of tiles) {
      const response = await fetchRaw(`${server.url}${tilePathOf(shown, address)}`, cookie);
      if (response.length > 0) finished.push({ address, gzip: response });
    }
    peers['nginx, static .gz'] = await startNginx(finished);
    peers['tileserver-gl-light'] = await startTileserverGl(finished);
    const urls = finished.map(({ address }) => `${server.url}${tilePathOf(shown, address)}`);
    const own = () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1e6;
    };
    const contestants = [
      contestant('ours', urls, own, { Cookie: cookie, 'Accept-Encoding': 'gzip' }),
      // A weight on the encoding is out of the ordinary and takes the way through Hono.
      contestant('ours, through Hono', urls, own, { Cookie: cookie, 'Accept-Encoding': 'gzip;q=1' }),
      ...Object.entries(peers).flatMap(([name, peer]) => {
        if ('skipped' in peer) {
          process.stdout.write(`Skipped: ${peer.skipped}\n`);
          return [];
        }
        const theirs = finished.map(({ address }) => peer.urlOf(address));
        return [contestant(name, theirs, () => cpuSeconds(peer.processIds), { 'Accept-Encoding': 'gzip' })];
      }),
    ];
    await interleave(1, contestants);
    for (const each of contestants) each.perCpu.length = 0;
    await interleave(rounds, contestants);
    const kilobytes = finished.reduce((sum, { gzip }) => sum + gzip.length, 0) / finished.length / 1000;
    printTable(
      `x${scale}: warm tiles, ${finished.length} tiles of ${digits(kilobytes)} kB, 8 connections, ${seconds} s, medians of ${rounds}`,
      ['', 'tiles/s', 'p99 ms', 'tiles per CPU-s'],
      contestants.map(({ name, perSecond, p99, perCpu }) => [
        name,
        ...[perSecond, p99, perCpu].map((list) => digits(median(list))),
      ]),
    );
    const perCpuOf = (name: string) => median(contestants.find((each) => each.name === name)?.perCpu ?? []);
    const ratio = (one: string, other: string, bar: number): Verdict[] =>
      Number.isFinite(perCpuOf(other))
        ? [
            {
              what: `${one} / ${other}, warm tiles per CPU-s`,
              ratio: perCpuOf(one) / perCpuOf(other),
              bar,
              sense: 'least',
            },
          ]
        : [];
    return [...ratio('ours', 'nginx, static .gz', 0.4), ...ratio('ours', 'tileserver-gl-light', 100)];

    function contestant(name: string, paths: string[], cpu: () => number, headers: Record<string, string>) {
      const [perSecond, p99, perCpu]: [number[], number[], number[]] = [[], [], []];
      return {
        ...{ name, perSecond, p99, perCpu },
        async run() {
          const before = cpu();
          const load = await loadWith(paths, { seconds, headers });
          perCpu.push(load.requests / (cpu() - before));
          perSecond.push(load.perSecond);
          p99.push(load.p99);
        },
      };
    }
  } finally {
    for (const peer of Object.values(peers)) if ('stop' in peer) await peer.stop();
    await server.close();
  }
}

/** The bytes as they came over the wire; `fetch` would unpack them. */
async function fetchRaw(url: string, cookie: string): Promise<Uint8Array> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    request(url, { headers: { cookie, 'accept-encoding': 'gzip' } }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => {
        if (response.statusCode === 200 || response.statusCode === 204) resolve(Buffer.concat(pieces));
        else reject(new Error(`${url} answered ${response.statusCode}`));
      });
    })
      .on('error', reject)
      .end();
  });
}
