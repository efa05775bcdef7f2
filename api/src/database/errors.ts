/** Why the database cannot serve a caller now; the caller may come again after `retryAfterSeconds`. */
export class DatabaseBusy extends Error {
  override readonly name = 'DatabaseBusy';
  /** `statement-too-long`: this caller's statement was ended; `reopening`: another caller's was and the engine restarts; `unreachable`: the server does not answer. */
  readonly reason: 'statement-too-long' | 'reopening' | 'unreachable';
  readonly retryAfterSeconds: number;

  constructor(reason: DatabaseBusy['reason'], retryAfterSeconds = 5, options: ErrorOptions = {}) {
    super(`The database is busy: ${reason}`, options);
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

/** Another transaction has changed what this one looked at before it wrote; begun anew it may succeed. */
export const outrun = (what: string) =>
  new StatementRefused('collision', '40001', `${what} was changed by another transaction`);

/** The part of an engine's error that both engines share. */
export interface EngineError {
  readonly message: string;
  /** SQLSTATE; absent when the statement never reached the engine. */
  readonly code?: string | undefined;
  readonly constraint?: string | undefined;
}

const refusals: readonly (readonly [pattern: RegExp, refusal: Refusal])[] = [
  [/^23503/, 'reference'],
  [/^23514/, 'vocabulary-or-check'],
  [/^23505|^23P01/, 'duplicate'],
  [/^23502/, 'missing-value'],
  [/^42501/, 'privilege'],
  [/^40001|^40P01|^55P03/, 'collision'],
  [/^22/, 'value'],
];

/** An engine's error in our terms; an ordinary Error when it is a mistake of ours. */
export function translateError(error: EngineError): Error {
  const { code, message, constraint } = error;
  if (code === '57014') return new DatabaseBusy('statement-too-long');
  const refusal = refusals.find(([pattern]) => code !== undefined && pattern.test(code))?.[1];
  if (refusal && code) return new StatementRefused(refusal, code, message, constraint);
  return Object.assign(new Error(message, { cause: error }), { code });
}

/** What an error says, whatever was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
