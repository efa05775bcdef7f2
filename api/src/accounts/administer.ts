import { type Bilingual, type Clearance, type Role, say } from '@phen-dau/geodata';
import { keeperFor } from '../account.ts';
import type { Actor, Database, Transaction } from '../database/database.ts';
import {
  type AccountChange,
  accountById,
  accountForSignIn,
  addAccount,
  addCode,
  changeAccount,
  countAccounts,
  setPasswordHash,
  spendCode,
} from '../queries/accounts.ts';
import { recordEvent } from '../queries/audit.ts';
import { endAllSessions, forgetDevices } from '../queries/sessions.ts';
import { forgive, reserveTry } from '../queries/sign-in-attempts.ts';
import { changeAccounts } from './changes.ts';
import { hashPassword, passwordFault } from './password.ts';
import { hashOfCode, newCode } from './secret.ts';
import { accountSubject, addressSubject } from './throttle.ts';

/** A one-time code lives 72 hours (ASVS 6.4.1). */
const codeMilliseconds = 72 * 3600 * 1000;

/** On whose behalf accounts are administered: an administrator's, or the operator's at the command line when absent. */
const operator = keeperFor(null);

export interface AccountToCreate {
  readonly username: string;
  readonly role: Role;
  readonly clearance: Clearance;
  /** Id of the border post it belongs to. */
  readonly postId?: string | null | undefined;
  /** Absent: the account waits for its holder to set a password with the code. */
  readonly password?: string;
  /** An account of the demonstration: its password need not pass the rules. */
  readonly demonstration?: true;
}

export type CreateOutcome =
  | {
      readonly outcome: 'created';
      readonly id: string;
      readonly code: string | null;
      readonly codeExpiresAt: Date | null;
    }
  | { readonly outcome: 'name-taken' }
  | { readonly outcome: 'unfit'; readonly reason: Bilingual };

/** What a username looks like: letters of any script, digits, dot, dash, underscore; 2 to 64 of them. */
export const usernamePattern = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{1,63}$/u;

/** Creates an account, ready when a password is given, else with a one-time activation code to hand over in person. */
export async function createAccount(
  database: Database,
  account: AccountToCreate,
  actor: Actor = operator,
  now = new Date(),
): Promise<CreateOutcome> {
  if (!usernamePattern.test(account.username)) return { outcome: 'unfit', reason: unfitName };
  const fault = account.demonstration ? undefined : faultOf(account.password, account.username);
  if (fault) return { outcome: 'unfit', reason: fault };
  const passwordHash = account.password === undefined ? null : await hashPassword(account.password);
  return changeAccounts(database, actor, async (transaction) => {
    const { username, role, clearance, postId = null, demonstration = false } = account;
    const id = await addAccount(transaction, { username, role, clearance, postId, passwordHash, demonstration }, now);
    if (id === undefined) return { outcome: 'name-taken' };
    await recordEvent(transaction, {
      action: 'account.create',
      outcome: 'done',
      detail: { username, role, clearance },
    });
    if (passwordHash !== null) return { outcome: 'created', id, code: null, codeExpiresAt: null };
    return { outcome: 'created', id, ...(await giveCode(transaction, id, now)) };
  });
}
const unfitName = say(
  'Tên tài khoản gồm 2 đến 64 chữ cái, chữ số, dấu chấm, gạch nối hoặc gạch dưới',
  'A username has 2 to 64 letters, digits, dots, dashes or underscores',
);
const faultOf = (password: string | undefined, username: string) =>
  password === undefined ? undefined : passwordFault(password, [username]);

/** Changes role, clearance, post or disables. Every session and token of the account ends: none outlives the old rights. */
export async function administerAccount(
  database: Database,
  id: string,
  change: AccountChange,
  actor: Actor = operator,
  now = new Date(),
) {
  return changeAccounts(database, actor, async (transaction) => {
    const before = await accountById(transaction, id);
    if (!before) return undefined;
    await changeAccount(transaction, id, change, now);
    await endAllSessions(transaction, id);
    await recordEvent(transaction, {
      action: 'account.administer',
      outcome: 'done',
      detail: { username: before.username, ...change },
    });
    return accountById(transaction, id);
  });
}

/** Takes an account's password, sessions and known devices away and gives a one-time code to set a new one. */
export async function resetAccount(database: Database, id: string, actor: Actor = operator, now = new Date()) {
  return changeAccounts(database, actor, async (transaction) => {
    const account = await accountById(transaction, id);
    if (!account) return undefined;
    await shutOut(transaction, id, null, now);
    await recordEvent(transaction, {
      action: 'account.reset',
      outcome: 'done',
      detail: { username: account.username },
    });
    return giveCode(transaction, id, now);
  });
}

/** Sets an account's password from the command line. Answers why not, or null when done. */
export async function setPassword(database: Database, username: string, password: string, now = new Date()) {
  const fault = passwordFault(password, [username]);
  if (fault) return fault;
  const passwordHash = await hashPassword(password);
  return changeAccounts(database, operator, async (transaction) => {
    const account = await accountForSignIn(transaction, username);
    if (!account) return say('Không có tài khoản này', 'There is no such account');
    await shutOut(transaction, account.id, passwordHash, now);
    await recordEvent(transaction, { action: 'account.set-password', outcome: 'done', detail: { username } });
    return null;
  });
}

/**
 * A one-time code with which the first administrator makes their own account; null once any account exists. Printed by
 * the start on the operator's own terminal. A code given out before dies.
 */
export async function firstAdministratorCode(database: Database, now = new Date()): Promise<string | null> {
  return database.transaction(operator, async (transaction) => {
    if ((await countAccounts(transaction)).all > 0) return null;
    return (await giveCode(transaction, null, now)).code;
  });
}

export type ActivationOutcome =
  | { readonly outcome: 'activated' }
  | { readonly outcome: 'wrong' }
  | { readonly outcome: 'wait'; readonly seconds: number }
  | { readonly outcome: 'unfit'; readonly reason: Bilingual };

/** Sets the first password of an account with its one-time code; the first administrator's code makes the account too. */
export async function activate(
  database: Database,
  { username, code, password }: { readonly username: string; readonly code: string; readonly password: string },
  { from, now }: { readonly from: string; readonly now: Date },
): Promise<ActivationOutcome> {
  const reason = usernamePattern.test(username) ? passwordFault(password, [username]) : unfitName;
  if (reason) return { outcome: 'unfit', reason };
  const keeper = keeperFor(null, from);
  const [address, own] = [addressSubject(from), accountSubject(username)];
  const { waitSeconds } = await database.transaction(keeper, (transaction) =>
    reserveTry(transaction, [address, own], now),
  );
  if (waitSeconds > 0) return { outcome: 'wait', seconds: waitSeconds };
  const passwordHash = await hashPassword(password);
  return changeAccounts(database, keeper, async (transaction) => {
    const account = await accountForSignIn(transaction, username);
    const spent = await spendCode(transaction, hashOfCode(code), { accountId: account?.id ?? null, now });
    if (!spent || account?.disabled) return { outcome: 'wrong' };
    if (account) {
      await shutOut(transaction, account.id, passwordHash, now);
    } else {
      if ((await countAccounts(transaction)).all > 0) return { outcome: 'wrong' };
      const first = {
        username,
        role: 'administrator',
        clearance: 'internal',
        postId: null,
        demonstration: false,
      } as const;
      await addAccount(transaction, { ...first, passwordHash }, now);
    }
    await forgive(transaction, { forget: own.subject, lessen: address.subject });
    await recordEvent(transaction, { action: 'account.activate', outcome: 'done', detail: { username } });
    return { outcome: 'activated' };
  });
}

async function shutOut(transaction: Transaction, id: string, passwordHash: string | null, now: Date) {
  await setPasswordHash(transaction, id, passwordHash, now);
  await endAllSessions(transaction, id);
  await forgetDevices(transaction, id);
}

async function giveCode(transaction: Transaction, accountId: string | null, now: Date) {
  const code = newCode();
  const codeExpiresAt = new Date(now.getTime() + codeMilliseconds);
  await addCode(transaction, hashOfCode(code), accountId, now, codeExpiresAt);
  return { code, codeExpiresAt };
}
