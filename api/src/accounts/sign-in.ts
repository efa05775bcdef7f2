import { keeperFor, type SignedIn } from '../account.ts';
import type { Database, Transaction } from '../database/database.ts';
import { type AccountRow, accountForSignIn } from '../queries/accounts.ts';
import { recordEvent } from '../queries/audit.ts';
import {
  addSession,
  endSession,
  forgetEndedSessions,
  knowsDevice,
  rememberDevice,
  useSession,
} from '../queries/sessions.ts';
import { forgetOldAttempts, forgive, reserveTry, type ThrottleSubject } from '../queries/sign-in-attempts.ts';
import { changeAccounts } from './changes.ts';
import { verifyPassword } from './password.ts';
import { hashOfToken, newToken } from './secret.ts';
import { accountSubject, addressSubject, deviceSubject } from './throttle.ts';

export interface SignInTry {
  readonly username: string;
  readonly password: string;
  /** Address of the caller. */
  readonly from: string;
  readonly userAgent: string | null;
  /** The device token of an earlier sign-in from this browser, if it has one. */
  readonly device: string | undefined;
  /** The token of a session this browser still holds; it ends when a new one begins. */
  readonly session: string | undefined;
}

export type SignInOutcome =
  | {
      readonly outcome: 'signed-in';
      readonly account: AccountRow;
      /** For the browser's cookies. */
      readonly session: string;
      readonly device: string;
    }
  | { readonly outcome: 'wrong' }
  | { readonly outcome: 'wait'; readonly seconds: number };

/** Signs in, or says no in one way whatever the reason: no such account, not activated, disabled, wrong password. */
export async function signIn(database: Database, attempt: SignInTry, now: Date): Promise<SignInOutcome> {
  const stillWaiting = waiting(database, attempt, now);
  if (stillWaiting) return { outcome: 'wait', seconds: stillWaiting };
  const keeper = keeperFor(null, attempt.from);
  // One short transaction before and one after: nobody else waits while the password is being hashed.
  const before = await database.transaction(keeper, async (transaction) => {
    const account = await accountForSignIn(transaction, attempt.username);
    const subjects = await throttled(transaction, attempt, account?.id);
    const { waitSeconds } = await reserveTry(transaction, subjects, now);
    return { account, subjects, waitSeconds };
  });
  if (before.waitSeconds > 0) {
    waitsOf(database).set(keyOf(attempt), now.getTime() + before.waitSeconds * 1000);
    return { outcome: 'wait', seconds: before.waitSeconds };
  }

  const { account } = before;
  const matches = await verifyPassword(account?.passwordHash ?? null, attempt.password);
  if (!account || !matches || account.disabled) {
    await database.transaction(keeperFor(account?.username ?? null, attempt.from), (transaction) =>
      // The name typed is not kept unless it is an account's: people type passwords into the wrong field.
      recordEvent(transaction, {
        action: 'account.sign-in',
        outcome: 'refused',
        detail: { known: account !== undefined },
      }),
    );
    return { outcome: 'wrong' };
  }
  const session = newToken();
  const device = attempt.device ?? newToken();
  await changeAccounts(database, keeperFor(account.username, attempt.from), async (transaction) => {
    await endPreviousSession(transaction, attempt.session, now);
    await addSession(
      transaction,
      {
        tokenHash: hashOfToken(session),
        accountId: account.id,
        clearance: account.clearance,
        tokenName: null,
        address: attempt.from,
        userAgent: attempt.userAgent?.slice(0, 400) ?? null,
      },
      now,
    );
    await rememberDevice(transaction, account.id, hashOfToken(device), now);
    const [own, address] = before.subjects;
    await forgive(transaction, { forget: own.subject, lessen: address?.subject });
    await forgetEndedSessions(transaction, now);
    await forgetOldAttempts(transaction, now);
    await recordEvent(transaction, { action: 'account.sign-in', outcome: 'done' });
  });
  return { outcome: 'signed-in', account, session, device };
}

/**
 * Who has been told to wait, so that a thousand further tries cost the database nothing. Only a shortcut: the wait itself
 * stands in the database, where no restart and no second process forgets it, and nothing but time ends it.
 */
const waits = new WeakMap<Database, Map<string, number>>();
const mostWaits = 10_000;

function waitsOf(database: Database): Map<string, number> {
  const known = waits.get(database) ?? new Map<string, number>();
  if (known.size >= mostWaits) known.clear();
  waits.set(database, known);
  return known;
}
const keyOf = ({ username, from, device }: SignInTry) =>
  JSON.stringify([accountSubject(username).subject, addressSubject(from).subject, device?.slice(0, 64)]);

function waiting(database: Database, attempt: SignInTry, now: Date): number {
  const milliseconds = (waitsOf(database).get(keyOf(attempt)) ?? 0) - now.getTime();
  return milliseconds > 0 ? Math.ceil(milliseconds / 1000) : 0;
}

/** Whose tries count: a browser the account knows has a count of its own and no other, else neither strangers at its address
 * nor strangers at its name could be kept from locking its holder out; everybody else counts by name and by address. */
async function throttled(
  transaction: Transaction,
  { username, from, device }: SignInTry,
  accountId: string | undefined,
): Promise<[own: ThrottleSubject, ...address: ThrottleSubject[]]> {
  const deviceHash = device === undefined ? undefined : hashOfToken(device);
  const known = accountId && deviceHash && (await knowsDevice(transaction, accountId, deviceHash));
  return known ? [deviceSubject(deviceHash)] : [accountSubject(username), addressSubject(from)];
}

async function endPreviousSession(transaction: Transaction, token: string | undefined, now: Date) {
  const previous = token === undefined ? undefined : await useSession(transaction, hashOfToken(token), now);
  if (previous) await endSession(transaction, previous.accountId, previous.id, previous.kind);
}

/** Ends the session a request came with. */
export async function signOut(database: Database, caller: SignedIn, from: string): Promise<void> {
  await changeAccounts(database, keeperFor(caller.username, from), async (transaction) => {
    await endSession(transaction, caller.accountId, caller.proof.id, 'browser');
    await recordEvent(transaction, { action: 'account.sign-out', outcome: 'done' });
  });
}
