import type { Layer } from '@phen-dau/geodata';
import { type Caller, readerFor } from '../account.ts';
import type { Database } from '../database/database.ts';
import { type FeaturePage, listFeatures } from '../queries/features.ts';
import { type ItemsQuery, limits } from './items-query.ts';

/**
 * Everything a query matches, page by page from one place on. Each page is a transaction of its own: a slow reader must not
 * hold the database, and the order by tile id never gives a feature twice.
 */
export async function* readPages(
  database: Database,
  { layer, caller, from }: { readonly layer: Layer; readonly caller: Caller; readonly from: string },
  query: ItemsQuery,
  first: FeaturePage,
): AsyncGenerator<FeaturePage, void, void> {
  let page = first;
  yield page;
  while (page.next !== null) {
    const after = page.next;
    page = await database.read(readerFor(caller, { from }), (transaction) =>
      listFeatures(transaction, layer, caller.clearance, { ...query, after, limit: limits.maximum }),
    );
    yield page;
  }
}
