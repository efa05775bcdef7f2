import type { Transaction } from '../database/database.ts';

/** Something the application did that no trigger sees. Never put coordinates or attributes of restricted features here. */
export interface AuditEvent {
  /** What was attempted, dotted: `account.sign-in`, `layer.export`. */
  readonly action: string;
  readonly outcome: 'done' | 'refused' | 'failed';
  readonly layer?: string;
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
  readonly detail: unknown;
}

/** Appends one entry on behalf of the transaction's actor; possible under every role. */
export async function recordEvent(_transaction: Transaction, _event: AuditEvent): Promise<void> {
  throw new Error('not built yet');
}

/** Entries newest first; needs the role `account_keeper`. */
export async function listEntries(
  _transaction: Transaction,
  _query: { readonly limit: number; readonly before?: number; readonly account?: string; readonly action?: string },
): Promise<AuditEntry[]> {
  throw new Error('not built yet');
}

/** `head` is the newest hash in hex: noted elsewhere it also proves that nothing was cut off at the end. */
export type AuditVerdict =
  | { readonly ok: true; readonly entries: number; readonly head: string | null }
  | { readonly ok: false; readonly entries: number; readonly brokenAt: number };

/** Recomputes the whole chain; needs the role `account_keeper`. */
export async function verifyAudit(_transaction: Transaction): Promise<AuditVerdict> {
  throw new Error('not built yet');
}
