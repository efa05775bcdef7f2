export type { Caller, SignedIn } from './account.ts';
export {
  type AccountToCreate,
  activate,
  administerAccount,
  type CreateOutcome,
  createAccount,
  firstAdministratorCode,
  resetAccount,
  setPassword,
} from './accounts/administer.ts';
export { ensureDemonstrationPassword } from './accounts/demonstration.ts';
export { createApp, type Dependencies } from './app.ts';
export { createCallers } from './callers.ts';
export { type Config, readConfig } from './config.ts';
export { makeDataFolder } from './database/data-folder.ts';
export type { Actor, Database, Row, Transaction } from './database/database.ts';
export * from './database/errors.ts';
export * from './database/open.ts';
export { dumpPostgres, restorePostgres } from './database/postgres-dump.ts';
export { identifier, join, type Sql, sql } from './database/sql.ts';
export { type ExistingFeatures, existingFeatures } from './import/store.ts';
export { type ImportOptions, type ImportProgress, type ImportReport, importFile } from './import.ts';
export { unzipWithYauzl } from './intake/unzip.ts';
export { type Log, type LogEntry, logLines } from './log.ts';
export { type AccountRow, accountForSignIn, countAccounts, listAccounts } from './queries/accounts.ts';
export * from './queries/audit.ts';
export * from './queries/features.ts';
export * from './queries/history.ts';
export * from './queries/layers.ts';
export * from './queries/survey-ledger.ts';
export { type TableDigest, tableDigests } from './queries/table-digests.ts';
export { layerTile } from './queries/tiles.ts';
export { type RunningServer, type ServerOptions, startServer } from './server.ts';
export { tileFastPath } from './tile-fast-path.ts';
export { createTileStore, type TileStore, type TileView } from './tile-store.ts';
