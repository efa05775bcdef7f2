import { type Clearance, clears, findLayer, layerParts, type Sensitivity, sensitivities } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { join, type Sql, sql } from '../database/sql.ts';

/** Something the application did that no trigger sees. Never put coordinates or attributes of restricted features here. */
export interface AuditEvent {
  /** What was attempted, dotted: `account.sign-in`, `layer.export`. */
  readonly action: string;
  readonly outcome: 'done' | 'refused' | 'failed';
  readonly layer?: string;
  /** Of what the event itself tells; the layer's least protected part when absent, open without a layer. */
  readonly sensitivity?: Sensitivity;
  readonly detail?: Readonly<Record<string, unknown>>;
}

export interface AuditEntry {
  readonly sequence: number;
  readonly at: Date;
  readonly account: string | null;
  readonly from: string | null;
  readonly why: string | null;
  readonly action: string;
  readonly outcome: string;
  readonly layer: string | null;
  /** How many features a change touched; null for what was no change of features. */
  readonly features: number | null;
  readonly detail: unknown;
}

/** Appends one entry on behalf of the transaction's actor; possible under every role. */
export async function recordEvent(transaction: Transaction, event: AuditEvent): Promise<void> {
  const layer = event.layer === undefined ? undefined : findLayer(event.layer);
  const sensitivity = event.sensitivity ?? (layer ? layerParts(layer)[0]?.sensitivity : undefined) ?? 'open';
  const detail = event.detail === undefined ? null : JSON.stringify(event.detail);
  await transaction.query(sql`
    select audit.record_event(${event.action}, ${event.outcome}, ${sensitivity}, ${event.layer ?? null}, ${detail}::jsonb)`);
}

/** The day (YYYY-MM-DD) of the first entry, null while there is none; needs the role `account_keeper`. */
export async function firstAuditDay(transaction: Transaction): Promise<string | null> {
  const [first] = await transaction.query<{ day: string }>(sql`
    select at::date as day from audit.entry order by sequence limit 1`);
  return first?.day ?? null;
}

export interface AuditQuery {
  readonly limit: number;
  /** Only entries older than this sequence: the last of the page before. */
  readonly before?: number;
  readonly account?: string;
  readonly action?: string;
}

/** Entries newest first, without those about layers above the reader's clearance; needs the role `account_keeper`. */
export function listEntries(transaction: Transaction, clearance: Clearance, query: AuditQuery): Promise<AuditEntry[]> {
  const allowed = sensitivities.filter((sensitivity) => clears(clearance, sensitivity));
  const conditions: Sql[] = [
    sql`sensitivity = any(${allowed}::text[])`,
    ...(query.before === undefined ? [] : [sql`sequence < ${query.before}`]),
    ...(query.account === undefined ? [] : [sql`account = ${query.account}`]),
    ...(query.action === undefined ? [] : [sql`action = ${query.action}`]),
  ];
  return transaction.query<{ [Key in keyof AuditEntry]: AuditEntry[Key] }>(sql`
    select sequence, at, account, address as "from", why, action, outcome, layer, features, detail
    from audit.entry where ${join(conditions, ' and ')} order by sequence desc limit ${query.limit}`);
}

/** `head` is the newest hash in hex: noted elsewhere it also proves that nothing was cut off at the end. */
export type AuditVerdict =
  | { readonly ok: true; readonly entries: number; readonly head: string | null }
  | { readonly ok: false; readonly entries: number; readonly brokenAt: number };

/**
 * Recomputes the whole chain: every entry has its place, names the hash before it and has the hash of its own content.
 * Needs the role `account_keeper`. `brokenAt` is the first sequence that does not fit.
 */
export async function verifyAudit(transaction: Transaction): Promise<AuditVerdict> {
  const [row] = await transaction.query<{
    entries: number;
    broken: number | null;
    head: string | null;
    whole: boolean;
  }>(sql`
    with chain as (
      select entry.sequence, entry.position, entry.hash,
        entry.position = row_number() over place
          and entry.previous_hash is not distinct from lag(entry.hash) over place
          and entry.hash = audit.digest(entry) as fits
      from audit.entry as entry window place as (order by entry.position)
    )
    select count(*) as entries,
      (select sequence from chain where fits is not true order by position limit 1) as broken,
      (select encode(hash, 'hex') from audit.head) as head,
      -- The head remembers the last entry: cutting entries off at the end shows here.
      (select head.position = count(chain.position) and head.hash is not distinct from
        (select hash from chain order by position desc limit 1) from audit.head group by head.position, head.hash) as whole
    from chain`);
  if (!row) throw new Error('The audit answered nothing');
  if (row.broken !== null) return { ok: false, entries: row.entries, brokenAt: row.broken };
  if (!row.whole) return { ok: false, entries: row.entries, brokenAt: row.entries + 1 };
  return { ok: true, entries: row.entries, head: row.head };
}
