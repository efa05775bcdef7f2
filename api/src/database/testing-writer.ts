// A process of its own for embedded.test.ts: opens the data folder it is given and stores posts one after another, telling
// each id once its transaction has been committed. It is killed in the middle of that.
import { randomUUID } from 'node:crypto';
import { layerById } from '@phen-dau/geodata';
import { insertFeatures } from '../queries/features.ts';
import { openDatabase } from './open.ts';

const [, , dataDir = '', cacheDir = ''] = process.argv;
const began = Date.now();
const tell = (line: string) => process.stdout.write(`${line}\n`);
try {
  const database = await openDatabase({ dataDir, cacheDir });
  tell('open');
  for (;;) {
    const ids = Array.from({ length: 5 }, () => randomUUID());
    await database.transaction({ role: 'editor_open', account: 'writer' }, (transaction) =>
      insertFeatures(
        transaction,
        layerById('border-post'),
        ids.map((id) => ({
          id,
          geometry: { type: 'Point', coordinates: [107, 21.7] },
          properties: { name: 'Đồn', code: 'kill', kind: 'post' },
        })),
      ),
    );
    tell(ids.join(' '));
  }
} catch (error) {
  tell(`${error instanceof Error ? error.name : 'unknown'} after ${Date.now() - began} ms: ${String(error)}`);
  process.exitCode = 1;
}
