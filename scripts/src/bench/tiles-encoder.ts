import { encodeTile } from '@phen-dau/tiles';
import { cpuSeconds, digits, interleave, median, printTable, type Verdict } from './measure.ts';
import { postgisTile } from './peers/postgis.ts';
import type { TileSetting } from './tile-setting.ts';

/**
 * What one tile of all layers costs to make: our encoder and ST_AsMVT over one connection, on simplified and on plain
 * tables. Elapsed time is what a person waits; processor time (ours and the backend's) is what a busy machine cannot blur,
 * so the ratios go by the smaller of the two.
 */
export async function measureEncoder({ client, ids, tiles, packed, rounds, scale }: TileSetting): Promise<Verdict[]> {
  const { rows } = await client.query<{ id: number }>('select pg_backend_pid() as id');
  const backend = rows[0]?.id ?? 0;
  const ownCpu = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
  const withBackend = () => ownCpu() + cpuSeconds([backend]) * 1000;
  const contestants = [
    contestant('ours, typed arrays', ownCpu, async (address) => encodeTile(address, packed.parts)?.length ?? 0),
    contestant(
      'ST_AsMVT, simplified tables',
      withBackend,
      async (address) => (await postgisTile(client, ids, address, 'simplified')).length,
    ),
    contestant(
      'ST_AsMVT, plain tables',
      withBackend,
      async (address) => (await postgisTile(client, ids, address, 'plain')).length,
    ),
  ];
  // Once for the caches of all.
  await interleave(1, contestants);
  for (const { elapsed, cpu } of contestants) elapsed.length = cpu.length = 0;
  await interleave(rounds, contestants);
  const [ours, simplified, plain] = contestants.map(({ elapsed, cpu, bytes }) => ({
    elapsed: median(elapsed),
    cpu: median(cpu),
    bytes: bytes(),
  }));
  if (!ours || !simplified || !plain) throw new Error('A contestant is missing');
  const bytesBeside = (other: typeof ours) => `bytes x${digits(other.bytes / ours.bytes)}`;
  const ratios = (other: Pick<typeof ours, 'elapsed' | 'cpu'>) => [other.elapsed / ours.elapsed, other.cpu / ours.cpu];
  printTable(
    `x${scale}: making one tile of ${ids.length} layers, ${tiles.length} tiles of z8-14, medians of ${rounds}`,
    ['', 'ms/tile', 'CPU ms/tile', 'kB/tile', 'x ours', 'x ours, CPU'],
    contestants.map(({ name, elapsed, cpu, bytes }) => [
      name,
      digits(median(elapsed)),
      digits(median(cpu)),
      digits(bytes() / tiles.length / 1000),
      ...ratios({ elapsed: median(elapsed), cpu: median(cpu) }).map(digits),
    ]),
  );
  return [
    {
      what: `ST_AsMVT on simplified tables / ours, uncached (${bytesBeside(simplified)})`,
      ratio: Math.min(...ratios(simplified)),
      bar: 5,
      sense: 'least',
    },
    {
      what: `ST_AsMVT on plain tables / ours, uncached (${bytesBeside(plain)})`,
      ratio: Math.min(...ratios(plain)),
      bar: 5,
      sense: 'least',
    },
  ];

  function contestant(
    name: string,
    cpuNow: () => number,
    make: (address: TileSetting['tiles'][number]) => Promise<number>,
  ) {
    const [elapsed, cpu]: [number[], number[]] = [[], []];
    // Our own run is over before a clock tick is; so it is run as often as makes it long enough.
    const times = name.startsWith('ours') ? 10 : 1;
    let bytes = 0;
    return {
      ...{ name, elapsed, cpu },
      bytes: () => bytes / times,
      async run() {
        bytes = 0;
        const [started, before] = [performance.now(), cpuNow()];
        for (let time = 0; time < times; time++) for (const address of tiles) bytes += await make(address);
        elapsed.push((performance.now() - started) / tiles.length / times);
        cpu.push((cpuNow() - before) / tiles.length / times);
      },
    };
  }
}
