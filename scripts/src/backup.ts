import { access, writeFile } from 'node:fs/promises';
import { dumpPostgres } from '@phen-dau/api';
import { digestsOf } from './backup/digests.ts';
import { manifestOf } from './backup/manifest.ts';
import { PlainError, runCommand } from './command.ts';
import { withDatabase } from './with-database.ts';

await runCommand({
  name: 'backup',
  summary: 'Writes the whole database into FILE, and beside it FILE.json with the count and SHA-256 of every table.',
  usage: 'FILE',
  options: {},
  run: async (_values, [file, ...rest]) => {
    if (!file || rest.length > 0) throw new PlainError('Name one file to write the backup into.');
    for (const path of [file, `${file}.json`]) {
      await access(path).then(
        () => Promise.reject(new PlainError(`There is a file ${path} already.`)),
        () => undefined,
      );
    }
    return withDatabase(async (database, { databaseUrl }) => {
      if (databaseUrl === null && !database.dump) throw new Error('The embedded database cannot be dumped');
      const digests = databaseUrl === null ? await digestsOf(database) : await dumpPostgres(databaseUrl, file);
      if (databaseUrl === null) await database.dump?.(file);
      await writeFile(`${file}.json`, manifestOf(database, digests));
      const rows = digests.reduce((sum, each) => sum + each.rows, 0);
      process.stdout.write(`Written: ${rows} rows of ${digests.length} tables into ${file}\n`);
      return 0;
    });
  },
});
