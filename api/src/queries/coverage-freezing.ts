import type { Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** Makes `holder` the one that freezes months, for so many seconds from now; false while another is. */
export async function takeFreezing(transaction: Transaction, holder: string, seconds: number): Promise<boolean> {
  const rows = await transaction.query(sql`
    insert into coverage.freezing as held (holder, held_until)
    values (${holder}::uuid, clock_timestamp() + make_interval(secs => ${seconds}))
    on conflict (one) do update set holder = excluded.holder, held_until = excluded.held_until
    where held.holder = excluded.holder or held.held_until < clock_timestamp()
    returning holder`);
  return rows.length > 0;
}

/** Lets another begin at once. */
export async function giveFreezingBack(transaction: Transaction, holder: string): Promise<void> {
  await transaction.query(sql`delete from coverage.freezing where holder = ${holder}::uuid`);
}
