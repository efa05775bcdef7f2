import type { Actor } from './database.ts';
import { type Sql, sql } from './sql.ts';

/** Everything a transaction says about itself, as settings that end with it. `origin` names the process in notifications. */
export function settingsOf(actor: Actor, origin: string): Sql {
  return sql`select set_config('phen_dau.account', ${actor.account ?? ''}, true),
    set_config('phen_dau.why', ${actor.why ?? ''}, true), set_config('phen_dau.from', ${actor.from ?? ''}, true),
    set_config('phen_dau.origin', ${origin}, true), set_config('phen_dau.changed', '', true),
    set_config('role', ${`phen_dau_${actor.role}`}, true)`;
}

/**
 * The same as text without bind values, for a message of several statements, in which the protocol has none. Each value
 * is written as the hex of its bytes: nothing in it can be read as SQL.
 */
export function settingsText(actor: Actor, origin: string): string {
  const { text, values } = settingsOf(actor, origin);
  return text.replace(/\$(\d+)/g, (_, number) => asHex(String(values[Number(number) - 1])));
}

const asHex = (text: string) => `convert_from(decode('${Buffer.from(text).toString('hex')}', 'hex'), 'UTF8')`;

/** What the transaction has changed so far, as the triggers noted it. Fails where an earlier statement was refused, so
 * that a commit that would silently be a rollback is noticed. */
export const changedParts = sql`select current_setting('phen_dau.changed', true) as changed`;

/** The day is Viet Nam's on every engine: `current_date` decides what is in force. */
export const timeZone = 'Asia/Ho_Chi_Minh';
