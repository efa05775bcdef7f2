import { type Clearance, clears, type Role } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** How long a sign-in lasts. Shorter for restricted clearance, because an unattended screen there costs most. */
export const sessionLimits = {
  idleMinutes: { open: 8 * 60, internal: 8 * 60, restricted: 30 } satisfies Record<Clearance, number>,
  absoluteMinutes: 12 * 60,
  tokenDays: 365,
} as const;

const minutesAfter = (moment: Date, minutes: number) => new Date(moment.getTime() + minutes * 60_000);

export interface NewSession {
  readonly tokenHash: Uint8Array;
  readonly accountId: string;
  readonly clearance: Clearance;
  /** What its holder calls an API token; null for a browser. */
  readonly tokenName: string | null;
  readonly address: string;
  readonly userAgent: string | null;
}

/** Keeps a new session or API token and answers its id and its end. */
export async function addSession(transaction: Transaction, session: NewSession, now: Date) {
  const isToken = session.tokenName !== null;
  const endsAt = minutesAfter(now, isToken ? sessionLimits.tokenDays * 1440 : sessionLimits.absoluteMinutes);
  const expiresAt = isToken ? null : minutesAfter(now, sessionLimits.idleMinutes[session.clearance]);
  const [row] = await transaction.query<{ id: string }>(sql`
    insert into account.session (token_hash, account_id, kind, name, clearance, created_at, last_used_at, expires_at, ends_at,
      address, user_agent)
    values (${session.tokenHash}, ${session.accountId}, ${isToken ? 'token' : 'browser'}, ${session.tokenName},
      ${session.clearance}, ${now}, ${now}, ${expiresAt}, ${endsAt}, ${session.address}, ${session.userAgent})
    returning id`);
  if (!row) throw new Error('A session was not kept');
  return { id: row.id, endsAt };
}

type LiveSession = {
  readonly id: string;
  readonly kind: 'browser' | 'token';
  readonly sessionClearance: Clearance;
  readonly expiresAt: Date | null;
  readonly endsAt: Date | null;
  readonly accountId: string;
  readonly username: string;
  readonly role: Role;
  readonly accountClearance: Clearance;
  readonly post: { readonly id: string; readonly name: string } | null;
};

/** The live session behind a token, its idle limit moved on; undefined when it has ended or its account is disabled. */
export async function useSession(transaction: Transaction, tokenHash: Uint8Array, now: Date) {
  const idle = {
    restricted: minutesAfter(now, sessionLimits.idleMinutes.restricted),
    others: minutesAfter(now, sessionLimits.idleMinutes.internal),
  };
  const [row] = await transaction.query<LiveSession>(sql`
    update account.session as session
    set last_used_at = ${now},
        expires_at = case when session.expires_at is not null then least(session.ends_at,
          case session.clearance when 'restricted' then ${idle.restricted}::timestamptz else ${idle.others}::timestamptz end)
        end
    from account.account as account left join register.border_post as post on post.id = account.post_id
    where session.account_id = account.id and session.token_hash = ${tokenHash} and account.disabled_at is null
      and (session.expires_at is null or session.expires_at > ${now}) and (session.ends_at is null or session.ends_at > ${now})
    returning session.id, session.kind, session.clearance as "sessionClearance", session.expires_at as "expiresAt",
      session.ends_at as "endsAt", account.id as "accountId", account.username, account.role,
      account.clearance as "accountClearance",
      case when post.id is not null then json_build_object('id', post.id, 'name', post.name) end as post`);
  if (!row) return undefined;
  const { sessionClearance, accountClearance, ...rest } = row;
  return { ...rest, clearance: clears(sessionClearance, accountClearance) ? accountClearance : sessionClearance };
}

export type SessionRow = {
  readonly id: string;
  readonly kind: 'browser' | 'token';
  readonly name: string | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly endsAt: Date | null;
  readonly address: string | null;
};

/** The live sessions or API tokens of an account, newest first. */
export const listSessions = (transaction: Transaction, accountId: string, kind: 'browser' | 'token', now: Date) =>
  transaction.query<SessionRow>(sql`
    select id, kind, name, created_at as "createdAt", last_used_at as "lastUsedAt", ends_at as "endsAt", address
    from account.session
    where account_id = ${accountId} and kind = ${kind}
      and (expires_at is null or expires_at > ${now}) and (ends_at is null or ends_at > ${now})
    order by created_at desc, id`);

/** Ends one session or token of an account; false when it has no such. */
export async function endSession(transaction: Transaction, accountId: string, id: string, kind: 'browser' | 'token') {
  const ended = await transaction.query(sql`
    delete from account.session where id = ${id} and account_id = ${accountId} and kind = ${kind} returning id`);
  return ended.length > 0;
}

/** Ends every session and every API token of an account. */
export const endAllSessions = (transaction: Transaction, accountId: string) =>
  transaction.query(sql`delete from account.session where account_id = ${accountId}`);

/** Forgets sessions that ended some time ago. */
export const forgetEndedSessions = (transaction: Transaction, now: Date) =>
  transaction.query(sql`delete from account.session where ends_at < ${now} or expires_at < ${now}`);

/** Whether this account has signed in from this browser before. */
export async function knowsDevice(
  transaction: Transaction,
  accountId: string,
  deviceHash: Uint8Array,
): Promise<boolean> {
  const rows = await transaction.query(sql`
    select 1 from account.known_device where account_id = ${accountId} and device_hash = ${deviceHash}`);
  return rows.length > 0;
}

export const rememberDevice = (transaction: Transaction, accountId: string, deviceHash: Uint8Array, now: Date) =>
  transaction.query(sql`
    insert into account.known_device (account_id, device_hash, last_used_at) values (${accountId}, ${deviceHash}, ${now})
    on conflict (account_id, device_hash) do update set last_used_at = ${now}`);

/** After a reset nobody's browser is trusted. */
export const forgetDevices = (transaction: Transaction, accountId: string) =>
  transaction.query(sql`delete from account.known_device where account_id = ${accountId}`);
