/** Why the database cannot serve a caller now; the caller may come again after `retryAfterSeconds`. */
export class DatabaseBusy extends Error {
  override readonly name = 'DatabaseBusy';
  /** `statement-too-long`: this caller's statement was ended; `reopening`: another caller's was and the engine restarts. */
  readonly reason: 'statement-too-long' | 'reopening' | 'unreachable';
  readonly retryAfterSeconds: number;

  constructor(reason: DatabaseBusy['reason'], retryAfterSeconds = 5) {
    super(`The database is busy: ${reason}`);
    this.reason = reason;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The data folder is in use by another process; the message is one plain sentence that names its pid. */
export class DatabaseInUse extends Error {
  override readonly name = 'DatabaseInUse';
}

/** Something that must stop the start: a changed migration, a missing extension. The message is one plain sentence. */
export class DatabaseUnusable extends Error {
  override readonly name = 'DatabaseUnusable';
}

/** What a refused statement ran into, by class of SQLSTATE. */
export type Refusal =
  | 'reference'
  | 'vocabulary-or-check'
  | 'duplicate'
  | 'missing-value'
  | 'privilege'
  | 'collision'
  | 'value';

/**
 * A statement the database refused because of what it was given (a reference to nothing, a repeated id, a right not
 * held, a collision with another transaction). Any other failure of a statement stays an ordinary Error: our mistake.
 */
export class StatementRefused extends Error {
  override readonly name = 'StatementRefused';
  readonly refusal: Refusal;
  /** The SQLSTATE, equal on both engines: `23503`. */
  readonly sqlState: string;
  readonly constraint: string | undefined;

  constructor(refusal: Refusal, sqlState: string, message: string, constraint?: string) {
    super(message);
    this.refusal = refusal;
    this.sqlState = sqlState;
    this.constraint = constraint;
  }
}
