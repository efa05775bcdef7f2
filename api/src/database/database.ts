import type { Sql } from './sql.ts';

/**
 * The database roles a transaction can run under (`SET LOCAL ROLE phen_dau_<role>`). Readers and editors are one for each
 * clearance and reach only the schemas granted to them; `account_keeper` alone reaches accounts, sessions and throttle.
 */
export const databaseRoles = [
  'reader_open',
  'reader_internal',
  'reader_restricted',
  'editor_open',
  'editor_internal',
  'editor_restricted',
  'account_keeper',
] as const;
export type DatabaseRole = (typeof databaseRoles)[number];

/** On whose behalf a transaction runs; written into history and audit by the triggers. */
export interface Actor {
  readonly role: DatabaseRole;
  /** Username, or null for the system itself. */
  readonly account: string | null;
  /** The reason given for a change. */
  readonly why?: string;
  /** Address of the caller, for the audit. */
  readonly from?: string;
}

/** Departures from the usual limits of one transaction. */
export interface TransactionLimits {
  /** How long each statement may run; for imports and other long work. */
  readonly statementMs?: number;
}

export type Row = Record<string, unknown>;

/** Runs statements inside one transaction. Same values on both engines: bigint columns are numbers, dates are `YYYY-MM-DD`
 * text, timestamps are Date, bytea is Uint8Array, numeric is number, json is parsed. */
export interface Transaction {
  query<R extends Row = Row>(statement: Sql): Promise<R[]>;
  /** Sends chunks to one `copy … from stdin`, the quickest way in for many rows, where the connection knows how. Resolves as
   * soon as another may be begun; the rows are in, or refused, when `stored` says so. */
  copy?(statement: Sql, chunks: Iterable<Uint8Array>): Promise<{ readonly stored: Promise<void> }>;
}

/** The one interface both engines satisfy. */
export interface Database {
  readonly engine: 'embedded' | 'postgres';
  /** Runs `work` in one read-write transaction; commits when it resolves, rolls back when it rejects. */
  transaction<T>(actor: Actor, work: (transaction: Transaction) => Promise<T>, limits?: TransactionLimits): Promise<T>;
  /** Runs `work` in one read-only transaction; on a server database it may go to a replica. */
  read<T>(actor: Actor, work: (transaction: Transaction) => Promise<T>, limits?: TransactionLimits): Promise<T>;
  /** Calls back after a commit that changed a layer part (`register.border_marker`), from this process or another. */
  onLayerChange(listener: (part: string) => void): () => void;
  /** Ends open work, writes what must be written, releases locks. */
  close(): Promise<void>;
}
