import { createHmac, randomBytes } from 'node:crypto';
import { readerFor, type SignedIn } from './account.ts';
import type { Database } from './database/database.ts';
import type { Refused } from './policy.ts';
import { recordEvent } from './queries/audit.ts';

/** Refusals of one account at one address are counted together for this long. */
const windowMilliseconds = 15 * 60_000;
/** So many are told one by one; a person who tries again and again is still told of each time. */
const toldSingly = 5;
const mostWindows = 10_000;
/** Layers of a route are counted in so many heaps, by their names as they were asked for. */
const heaps = 64;

/**
 * Records refusals in the audit. A flood of them, each an entry that everybody's next change must be chained to, would fill it:
 * of the same account, route and layer the first five in a quarter of an hour are told one by one, then the eighth, the sixteenth
 * and so on with their number. Each route and layer is counted by itself, so that a flood hides nothing else that was tried, and
 * a hidden layer like one that does not exist: what takes the time to be told must not tell them apart. The log has a line for
 * every request.
 */
export function createRefusalLog(database: Database, now: () => Date) {
  const windows = new Map<string, { readonly since: number; times: number }>();
  const salt = randomBytes(16);
  const heapOf = (asked: string) => createHmac('sha256', salt).update(asked).digest().readUInt8() % heaps;

  function counted(key: string): number {
    const moment = now().getTime();
    let window = windows.get(key);
    if (!window || moment - window.since >= windowMilliseconds) {
      if (windows.size >= mostWindows) windows.clear();
      window = { since: moment, times: 0 };
      windows.set(key, window);
    }
    window.times += 1;
    return window.times;
  }

  return async (caller: SignedIn, from: string, { layer, asked, ...refused }: Refused): Promise<void> => {
    const times = counted(JSON.stringify([caller.accountId, refused.method, refused.route, heapOf(asked)]));
    if (times > toldSingly && !Number.isInteger(Math.log2(times))) return;
    const detail = { ...refused, ...(times > toldSingly && { times }) };
    await database.transaction(readerFor(caller, { from }), (transaction) =>
      recordEvent(transaction, { action: 'access.refused', outcome: 'refused', ...(layer && { layer }), detail }),
    );
  };
}
