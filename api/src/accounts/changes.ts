import type { Actor, Database, Transaction } from '../database/database.ts';

/** Who must know at once that an account, a session or a token changed: the cache of callers. */
const listeners = new WeakMap<Database, Set<() => void>>();

/** Calls back after a change of accounts through this process; another process's arrives by `onLayerChange`. */
export function onAccountChange(database: Database, listener: () => void): () => void {
  const heard = listeners.get(database) ?? new Set();
  listeners.set(database, heard.add(listener));
  return () => heard.delete(listener);
}

/** A transaction that may change who may do what. Whoever it shuts out is out before this resolves. */
export async function changeAccounts<T>(
  database: Database,
  actor: Actor,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  try {
    return await database.transaction(actor, work);
  } finally {
    for (const listener of listeners.get(database) ?? []) listener();
  }
}
