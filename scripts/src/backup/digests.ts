import { type Database, type TableDigest, tableDigests } from '@phen-dau/api';

/** Digests of all tables, read under the two roles that together may read everything. */
export async function digestsOf(database: Database): Promise<TableDigest[]> {
  const layers = await database.read({ role: 'reader_restricted', account: null }, tableDigests, {
    statementMs: 600_000,
  });
  const others = await database.read({ role: 'account_keeper', account: null }, tableDigests, { statementMs: 600_000 });
  const known = new Set(layers.map(({ table }) => table));
  return [...layers, ...others.filter(({ table }) => !known.has(table))].sort((a, b) => (a.table < b.table ? -1 : 1));
}
