import { encodeTile } from '@phen-dau/tiles';
import { digits, interleave, median, printTable, type Verdict } from './measure.ts';
import { postgisTile } from './peers/postgis.ts';
import type { TileSetting } from './tile-setting.ts';

/** Time to make one tile of all layers: our encoder and ST_AsMVT over one connection, on simplified and on plain tables. */
export async function measureEncoder({ client, ids, tiles, packed, rounds, scale }: TileSetting): Promise<Verdict[]> {
  const contestants = [
    contestant('ours, typed arrays', async (address) => encodeTile(address, packed.parts)?.length ?? 0),
    contestant(
      'ST_AsMVT, simplified tables',
      async (address) => (await postgisTile(client, ids, address, 'simplified')).length,
    ),
    contestant('ST_AsMVT, plain tables', async (address) => (await postgisTile(client, ids, address, 'plain')).length),
  ];
  // Once for the caches of all.
  await interleave(1, contestants);
  for (const each of contestants) each.times.length = 0;
  await interleave(rounds, contestants);
  const [ours, simplified, plain] = contestants.map(({ times }) => median(times));
  printTable(
    `x${scale}: making one tile of ${ids.length} layers, ${tiles.length} tiles of z8-14, medians of ${rounds}`,
    ['', 'ms/tile', 'kB/tile', 'x ours'],
    contestants.map(({ name, times, bytes }) => [
      name,
      digits(median(times)),
      digits(bytes() / tiles.length / 1000),
      digits(median(times) / (ours ?? Number.NaN)),
    ]),
  );
  return [
    {
      what: 'ST_AsMVT on simplified tables / ours, uncached',
      ratio: (simplified ?? 0) / (ours ?? 1),
      bar: 5,
      sense: 'least',
    },
    { what: 'ST_AsMVT on plain tables / ours, uncached', ratio: (plain ?? 0) / (ours ?? 1), bar: 5, sense: 'least' },
  ];

  function contestant(name: string, make: (address: TileSetting['tiles'][number]) => Promise<number>) {
    const times: number[] = [];
    let bytes = 0;
    return {
      name,
      times,
      bytes: () => bytes,
      async run() {
        bytes = 0;
        const started = performance.now();
        for (const address of tiles) bytes += await make(address);
        times.push((performance.now() - started) / tiles.length);
      },
    };
  }
}
