import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TileAddress } from '@phen-dau/tiles';
import { freePort } from '../test/throw-away-postgres.ts';
import { cpuSeconds, digits, interleave, median, printTable, type Verdict } from './measure.ts';
import { startMapServer } from './peers/mapserver.ts';
import { answering, startProgram, stopProgram } from './peers/processes.ts';
import type { TileSetting } from './tile-setting.ts';

/** So many tiles that even the slowest is done with them in some seconds. */
const sampleSize = 60;

/** Processor time for one tile made anew and sent over HTTP: server and database together, whoever waits for whom. */
export async function measureUncached(setting: TileSetting): Promise<Verdict[]> {
  const { databaseUrl, ids, tiles, rounds, scale, client } = setting;
  const mapserver = await startMapServer(databaseUrl, ids);
  if ('skipped' in mapserver) {
    process.stdout.write(`Skipped: ${mapserver.skipped}\n`);
    return [];
  }
  const postmaster = await postmasterOf(client);
  const port = await freePort();
  const program = fileURLToPath(new URL('./uncached-server.ts', import.meta.url));
  const ours = startProgram(process.execPath, ['--import', 'tsx', program, databaseUrl, String(port), ids.join(',')]);
  try {
    await answering(`http://127.0.0.1:${port}/0/0/0`, 120);
    const step = Math.max(1, Math.floor(tiles.length / sampleSize));
    const sample = tiles.filter((_, index) => index % step === 0);
    const contestants = [
      // Enough repetitions that hundredths of a second count little.
      contestant(
        'ours, node:http',
        [ours.pid ?? 0],
        ({ z, x, y }) => `http://127.0.0.1:${port}/${z}/${x}/${y}`,
        scale > 10 ? 5 : 40,
      ),
      contestant('MapServer FastCGI', [...mapserver.processIds, postmaster], mapserver.urlOf, 1),
    ];
    await interleave(1, contestants);
    for (const each of contestants) each.cpu.length = 0;
    await interleave(rounds, contestants);
    const [own = Number.NaN, theirs = Number.NaN] = contestants.map(({ cpu }) => median(cpu));
    printTable(
      `x${scale}: processor time of one uncached tile over HTTP, ${sample.length} tiles, medians of ${rounds}`,
      ['', 'CPU ms/tile', 'kB/tile', 'x ours'],
      contestants.map(({ name, cpu, bytes }) => [
        name,
        digits(median(cpu)),
        digits(bytes() / sample.length / 1000),
        digits(median(cpu) / own),
      ]),
    );
    return [{ what: 'MapServer / ours, processor time uncached', ratio: theirs / own, bar: 25, sense: 'least' }];

    function contestant(name: string, processes: number[], urlOf: (address: TileAddress) => string, times: number) {
      const cpu: number[] = [];
      let bytes = 0;
      return {
        name,
        cpu,
        bytes: () => bytes / times,
        async run() {
          bytes = 0;
          const before = cpuSeconds(processes);
          for (let time = 0; time < times; time++) {
            for (const address of sample) bytes += (await (await fetch(urlOf(address))).arrayBuffer()).byteLength;
          }
          cpu.push(((cpuSeconds(processes) - before) * 1000) / sample.length / times);
        },
      };
    }
  } finally {
    await stopProgram(ours);
    await mapserver.stop();
  }
}

/** The process all backends of this server descend from. */
async function postmasterOf(client: TileSetting['client']): Promise<number> {
  const { rows } = await client.query<{ id: number }>('select pg_backend_pid() as id');
  const text = readFileSync(`/proc/${rows[0]?.id}/stat`, 'utf8');
  return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
}
