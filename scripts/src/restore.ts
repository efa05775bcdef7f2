import { readFile, rm } from 'node:fs/promises';
import { type Config, openDatabase, readConfig, restorePostgres, type TableDigest } from '@phen-dau/api';
import { digestsOf } from './backup/digests.ts';
import { differences, readManifest } from './backup/manifest.ts';
import { PlainError, runCommand } from './command.ts';
import { isEmpty } from './demonstration.ts';
import { cacheDirectory } from './paths.ts';
import { withDatabase } from './with-database.ts';

await runCommand({
  name: 'restore',
  summary: 'Restores FILE of `backup` into an empty database and compares every table with what was backed up.',
  usage: 'FILE',
  options: {},
  run: async (_values, [file, ...rest]) => {
    if (!file || rest.length > 0) throw new PlainError('Name the one file to restore.');
    const manifest = readManifest(
      await readFile(`${file}.json`, 'utf8').catch(() => {
        throw new PlainError(`There is no ${file}.json; a backup is the two files together.`);
      }),
    );
    const config = readConfig(process.env);
    const engine = config.databaseUrl === null ? 'embedded' : 'postgres';
    if (manifest.engine !== engine) {
      throw new PlainError(`This is a backup of a database of kind ${manifest.engine}, the one here is ${engine}.`);
    }
    const found = await (config.databaseUrl === null
      ? restoreEmbedded(config, file)
      : restoreOnServer(config.databaseUrl, file));
    const wrong = differences(manifest, found);
    if (wrong.length > 0) throw new PlainError(`What was restored is not what was backed up. ${wrong.join(' ')}`);
    const rows = found.reduce((sum, each) => sum + each.rows, 0);
    process.stdout.write(`Restored and compared: ${rows} rows of ${found.length} tables are as they were.\n`);
    return 0;
  },
});

async function restoreEmbedded({ dataDirectory }: Config, file: string): Promise<TableDigest[]> {
  await requireEmpty();
  // Empty, so nothing is lost: the folder is made anew from the backup.
  await rm(`${dataDirectory}/database`, { recursive: true, force: true });
  const database = await openDatabase({ dataDir: dataDirectory, cacheDir: cacheDirectory, template: file });
  try {
    return await digestsOf(database);
  } finally {
    await database.close();
  }
}

async function restoreOnServer(databaseUrl: string, file: string): Promise<TableDigest[]> {
  await requireEmpty();
  return restorePostgres(databaseUrl, file);
}

function requireEmpty(): Promise<void> {
  return withDatabase(async (database) => {
    if (!(await isEmpty(database))) throw new PlainError('The database here is not empty; restore into an empty one.');
  });
}
