import { keeperFor } from '../account.ts';
import type { Database } from '../database/database.ts';
import { accountForSignIn, listAccounts, setPasswordHash } from '../queries/accounts.ts';
import { recordEvent } from '../queries/audit.ts';
import { endAllSessions } from '../queries/sessions.ts';
import { changeAccounts } from './changes.ts';
import { hashPassword, verifyPassword } from './password.ts';

/**
 * Makes `password` the one of every demonstration account, without the rules for passwords; the sessions resting on another
 * end. A restart with the same password costs one comparison and writes nothing. True when it was changed.
 */
export async function ensureDemonstrationPassword(
  database: Database,
  password: string,
  now = new Date(),
): Promise<boolean> {
  const keeper = keeperFor(null);
  const before = await database.read(keeper, async (transaction) => {
    const accounts = (await listAccounts(transaction)).filter((account) => account.demonstration);
    return Promise.all(accounts.map(({ username }) => accountForSignIn(transaction, username)));
  });
  const kept = await Promise.all(
    before.slice(0, 1).map((account) => verifyPassword(account?.passwordHash ?? null, password)),
  );
  if (kept.every(Boolean)) return false;
  const passwordHash = await hashPassword(password);
  await changeAccounts(database, keeper, async (transaction) => {
    for (const account of before) {
      if (!account) continue;
      await setPasswordHash(transaction, account.id, passwordHash, now);
      await endAllSessions(transaction, account.id);
    }
    await recordEvent(transaction, { action: 'demonstration.password', outcome: 'done' });
  });
  return true;
}
