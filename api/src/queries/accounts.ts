import type { Clearance, Role } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';

/** An account without its secrets. A type and not an interface: only a type passes as a row of any query. */
export type AccountRow = {
  readonly id: string;
  readonly username: string;
  readonly role: Role;
  readonly clearance: Clearance;
  readonly post: { readonly id: string; readonly name: string } | null;
  /** Whether its holder has set a password. */
  readonly activated: boolean;
  readonly disabled: boolean;
  readonly demonstration: boolean;
  readonly createdAt: Date;
};

const columns = sql`account.id, account.username, account.role, account.clearance,
  case when post.id is not null then json_build_object('id', post.id, 'name', post.name) end as post,
  account.password_hash is not null as activated, account.disabled_at is not null as disabled,
  account.demonstration, account.created_at as "createdAt"`;
const accountWithPost = sql`account.account as account left join register.border_post as post on post.id = account.post_id`;

/** How a username is looked up: two accounts may not differ by case or by the way their letters are composed. */
export const foldUsername = (username: string) => username.normalize('NFC').toLowerCase();

export const listAccounts = (transaction: Transaction): Promise<AccountRow[]> =>
  transaction.query<AccountRow>(sql`select ${columns} from ${accountWithPost} order by account.username_folded`);

/** Undefined when there is no such account. */
export async function accountById(transaction: Transaction, id: string): Promise<AccountRow | undefined> {
  const [row] = await transaction.query<AccountRow>(
    sql`select ${columns} from ${accountWithPost} where account.id = ${id}`,
  );
  return row;
}

/** The account a sign-in names, with the hash of its password (null until activated). */
export async function accountForSignIn(transaction: Transaction, username: string) {
  const [row] = await transaction.query<AccountRow & { passwordHash: string | null }>(
    sql`select ${columns}, account.password_hash as "passwordHash"
        from ${accountWithPost} where account.username_folded = ${foldUsername(username)}`,
  );
  return row;
}

/** How many accounts there are, and how many of them belong to the demonstration. */
export async function countAccounts(transaction: Transaction): Promise<{ all: number; demonstration: number }> {
  const [row] = await transaction.query<{ all: number; demonstration: number }>(
    sql`select count(*)::int as all, (count(*) filter (where demonstration))::int as demonstration from account.account`,
  );
  return row ?? { all: 0, demonstration: 0 };
}

export interface NewAccount {
  readonly username: string;
  readonly role: Role;
  readonly clearance: Clearance;
  readonly postId: string | null;
  readonly passwordHash: string | null;
  readonly demonstration: boolean;
}

/** The new account's id, or undefined when the name is taken. */
export async function addAccount(
  transaction: Transaction,
  account: NewAccount,
  now: Date,
): Promise<string | undefined> {
  const [row] = await transaction.query<{ id: string }>(sql`
    insert into account.account (username, username_folded, role, clearance, post_id, password_hash, demonstration,
      created_at, password_set_at)
    values (${account.username.normalize('NFC')}, ${foldUsername(account.username)}, ${account.role}, ${account.clearance},
      ${account.postId}, ${account.passwordHash}, ${account.demonstration}, ${now}, ${account.passwordHash && now})
    on conflict (username_folded) do nothing
    returning id`);
  return row?.id;
}

export interface AccountChange {
  readonly role?: Role | undefined;
  readonly clearance?: Clearance | undefined;
  /** Null: of no post. */
  readonly postId?: string | null | undefined;
  readonly disabled?: boolean | undefined;
}

/** Changes what is named; the caller ends the sessions that rest on what was. */
export async function changeAccount(
  transaction: Transaction,
  id: string,
  change: AccountChange,
  now: Date,
): Promise<void> {
  const sets: Sql[] = [];
  if (change.role !== undefined) sets.push(sql`role = ${change.role}`);
  if (change.clearance !== undefined) sets.push(sql`clearance = ${change.clearance}`);
  if (change.postId !== undefined) sets.push(sql`post_id = ${change.postId}`);
  if (change.disabled !== undefined) sets.push(sql`disabled_at = ${change.disabled ? now : null}`);
  for (const set of sets) await transaction.query(sql`update account.account set ${set} where id = ${id}`);
}

export const setPasswordHash = (transaction: Transaction, id: string, passwordHash: string | null, now: Date) =>
  transaction.query(sql`
    update account.account set password_hash = ${passwordHash}, password_set_at = ${passwordHash && now} where id = ${id}`);

/** Keeps a one-time code; `accountId` null is the first administrator's. Codes given out before for the same end die. */
export async function addCode(
  transaction: Transaction,
  hash: Uint8Array,
  accountId: string | null,
  now: Date,
  expiresAt: Date,
) {
  await transaction.query(
    sql`delete from account.activation_code where account_id is not distinct from ${accountId}::uuid`,
  );
  await transaction.query(sql`
    insert into account.activation_code (code_hash, account_id, created_at, expires_at)
    values (${hash}, ${accountId}, ${now}, ${expiresAt})`);
}

/** Uses up the code of this account (null: the first administrator's); false when it is another's, spent or too old. */
export async function spendCode(
  transaction: Transaction,
  hash: Uint8Array,
  { accountId, now }: { readonly accountId: string | null; readonly now: Date },
): Promise<boolean> {
  const spent = await transaction.query(sql`
    update account.activation_code set used_at = ${now}
    where code_hash = ${hash} and used_at is null and expires_at > ${now}
      and account_id is not distinct from ${accountId}::uuid
    returning 1`);
  return spent.length > 0;
}
