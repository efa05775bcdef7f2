import type { Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** Who is slowed down after failures: an account (known or not), a known device, an address. */
export interface ThrottleSubject {
  readonly subject: string;
  /** Failures without any wait; each further one doubles the wait from 2 seconds on. */
  readonly freeFailures: number;
}

const longestWaitSeconds = 15 * 60;
/** After a day without failures all is forgotten: guessing slowly is worse than the wait. */
const memoryMilliseconds = 24 * 3600 * 1000;

const waitSeconds = (failures: number, free: number) =>
  failures <= free ? 0 : Math.min(2 ** Math.min(failures - free, 20), longestWaitSeconds);

/**
 * Counts one try as failed before it is made, so that a thousand tries at once do not all get through; a good one is taken
 * back by `forgive`. Answers how long to wait, and then counts nothing: waiting callers do not prolong the wait.
 */
export async function reserveTry(transaction: Transaction, subjects: readonly ThrottleSubject[], now: Date) {
  type Attempt = { subject: string; failures: number; lastFailedAt: Date; blockedUntil: Date | null };
  // Sorted: two tries that lock the same rows in another order would wait for each other for ever.
  const sorted = [...subjects].sort((one, other) => (one.subject < other.subject ? -1 : 1));
  const attempts = new Map<string, Attempt>();
  for (const { subject } of sorted) {
    const [row] = await transaction.query<Attempt>(sql`
      insert into account.sign_in_attempt as attempt (subject, failures, first_failed_at, last_failed_at)
      values (${subject}, 0, ${now}, ${now})
      on conflict (subject) do update set failures = attempt.failures
      returning subject, failures, last_failed_at as "lastFailedAt", blocked_until as "blockedUntil"`);
    if (row) attempts.set(subject, row);
  }
  const blockedUntil = Math.max(...[...attempts.values()].map((row) => row.blockedUntil?.getTime() ?? 0));
  if (blockedUntil > now.getTime()) return { waitSeconds: Math.ceil((blockedUntil - now.getTime()) / 1000) };
  for (const { subject, freeFailures } of sorted) {
    const before = attempts.get(subject);
    const isFresh = !before || now.getTime() - before.lastFailedAt.getTime() > memoryMilliseconds;
    const failures = (isFresh ? 0 : before.failures) + 1;
    const wait = waitSeconds(failures, freeFailures);
    const until = wait === 0 ? null : new Date(now.getTime() + wait * 1000);
    await transaction.query(sql`
      update account.sign_in_attempt set failures = ${failures}, last_failed_at = ${now}, blocked_until = ${until}
      where subject = ${subject}`);
  }
  return { waitSeconds: 0 };
}

/** Takes a reserved try back because it was good: `forget` starts anew, an address only loses this one failure. */
export async function forgive(
  transaction: Transaction,
  { forget, lessen }: { readonly forget: string; readonly lessen?: string | undefined },
) {
  await transaction.query(sql`delete from account.sign_in_attempt where subject = ${forget}`);
  if (lessen === undefined) return;
  await transaction.query(sql`
    update account.sign_in_attempt set failures = greatest(failures - 1, 0), blocked_until = null where subject = ${lessen}`);
}

export const forgetOldAttempts = (transaction: Transaction, now: Date) =>
  transaction.query(sql`
    delete from account.sign_in_attempt where last_failed_at < ${new Date(now.getTime() - memoryMilliseconds)}`);
