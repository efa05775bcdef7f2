// The API on its own, for rounds that end it without warning: node --import tsx surveys-child.ts <port> <data folder> [database URL]
import { openDatabase, startServer } from '@phen-dau/api';
import { cacheDirectory } from '../paths.ts';
import { ledgerFaults } from './surveys-ledger.ts';

const [port = '', dataDir = '', databaseUrl] = process.argv.slice(2);
const database = await openDatabase({ dataDir, cacheDir: cacheDirectory, ...(databaseUrl && { databaseUrl }) });
const server = await startServer({
  config: { host: '127.0.0.1', port: Number(port), publicRead: false },
  database,
  log: () => undefined,
});
process.send?.('listening');
process.once('SIGTERM', async () => {
  await server.close();
  await database.close();
  process.exit(0);
});
// Only here is the embedded database open.
process.on('message', async (asked) => {
  if (asked === 'ledger')
    process.send?.({ ledger: await ledgerFaults(database).catch((error: Error) => [error.message]) });
});
