import { type Bilingual, say } from '@phen-dau/geodata';
import { keeperFor, type SignedIn } from '../account.ts';
import type { Database } from '../database/database.ts';
import { accountForSignIn, setPasswordHash } from '../queries/accounts.ts';
import { recordEvent } from '../queries/audit.ts';
import { addSession, endAllSessions, endSession } from '../queries/sessions.ts';
import { forgive, reserveTry } from '../queries/sign-in-attempts.ts';
import { changeAccounts } from './changes.ts';
import { hashPassword, passwordFault, verifyPassword } from './password.ts';
import { hashOfToken, newToken } from './secret.ts';
import { accountSubject, addressSubject } from './throttle.ts';

export type PasswordCheck =
  | { readonly outcome: 'right' }
  | { readonly outcome: 'wrong' }
  | { readonly outcome: 'wait'; readonly seconds: number };

/** Asks a signed-in person for the password again, throttled like a sign-in: a stolen session must not guess it. */
export async function confirmPassword(
  database: Database,
  caller: SignedIn,
  password: string,
  { from, now }: { readonly from: string; readonly now: Date },
): Promise<PasswordCheck> {
  const keeper = keeperFor(caller.username, from);
  const address = addressSubject(from);
  const own = accountSubject(caller.username);
  const before = await database.transaction(keeper, async (transaction) => ({
    account: await accountForSignIn(transaction, caller.username),
    ...(await reserveTry(transaction, [address, own], now)),
  }));
  if (before.waitSeconds > 0) return { outcome: 'wait', seconds: before.waitSeconds };
  const matches = await verifyPassword(before.account?.passwordHash ?? null, password);
  await database.transaction(keeper, (transaction) =>
    matches
      ? forgive(transaction, { forget: own.subject, lessen: address.subject })
      : recordEvent(transaction, { action: 'account.confirm-password', outcome: 'refused' }),
  );
  return { outcome: matches ? 'right' : 'wrong' };
}

export type PasswordOutcome =
  | { readonly outcome: 'changed'; readonly session: string }
  | { readonly outcome: 'unfit'; readonly reason: Bilingual }
  | Exclude<PasswordCheck, { outcome: 'right' }>;

/** Changes the caller's own password. Every session and token of the account ends, and this browser gets a new session. */
export async function changeOwnPassword(
  database: Database,
  caller: SignedIn,
  { currentPassword, newPassword }: { readonly currentPassword: string; readonly newPassword: string },
  { from, now, userAgent }: { readonly from: string; readonly now: Date; readonly userAgent: string | null },
): Promise<PasswordOutcome> {
  const check = await confirmPassword(database, caller, currentPassword, { from, now });
  if (check.outcome !== 'right') return check;
  const reason = passwordFault(newPassword, [caller.username]);
  if (reason) return { outcome: 'unfit', reason };
  if (newPassword === currentPassword) {
    return { outcome: 'unfit', reason: say('Mật khẩu mới phải khác mật khẩu cũ', 'The new password is the old one') };
  }
  const passwordHash = await hashPassword(newPassword);
  const session = newToken();
  await changeAccounts(database, keeperFor(caller.username, from), async (transaction) => {
    await setPasswordHash(transaction, caller.accountId, passwordHash, now);
    await endAllSessions(transaction, caller.accountId);
    await addSession(
      transaction,
      {
        tokenHash: hashOfToken(session),
        accountId: caller.accountId,
        clearance: caller.clearance,
        tokenName: null,
        address: from,
        userAgent: userAgent?.slice(0, 400) ?? null,
      },
      now,
    );
    await recordEvent(transaction, { action: 'account.change-password', outcome: 'done' });
  });
  return { outcome: 'changed', session };
}

/** Makes an API token with the caller's own rights of the moment, never more later. It is shown this once. */
export async function createToken(database: Database, caller: SignedIn, name: string, from: string, now: Date) {
  const token = `pd_${newToken()}`;
  const kept = await database.transaction(keeperFor(caller.username, from), async (transaction) => {
    await recordEvent(transaction, { action: 'account.create-token', outcome: 'done', detail: { name } });
    return addSession(
      transaction,
      {
        tokenHash: hashOfToken(token),
        accountId: caller.accountId,
        clearance: caller.clearance,
        tokenName: name,
        address: from,
        userAgent: null,
      },
      now,
    );
  });
  return { ...kept, token };
}

/** Ends one of the caller's own sessions or tokens; false when there is no such. */
export function endOwnSession(
  database: Database,
  caller: SignedIn,
  { id, kind, from }: { readonly id: string; readonly kind: 'browser' | 'token'; readonly from: string },
): Promise<boolean> {
  return changeAccounts(database, keeperFor(caller.username, from), async (transaction) => {
    const ended = await endSession(transaction, caller.accountId, id, kind);
    if (ended) await recordEvent(transaction, { action: 'account.end-session', outcome: 'done', detail: { kind } });
    return ended;
  });
}
