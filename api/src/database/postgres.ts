import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { changedParts, settingsText, timeZone } from './actor.ts';
import { type ChangeListeners, changeListeners } from './changes.ts';
import type { Actor, Row, Transaction, TransactionLimits } from './database.ts';
import { DatabaseBusy, translateError } from './errors.ts';
import type { OpenDatabaseOptions, OpenedDatabase } from './open.ts';
import { copyIn, SourceFailed } from './postgres-copy.ts';
import { listenForChanges } from './postgres-listener.ts';
import { preparePostgres } from './postgres-prepare.ts';
import { postgresTypes } from './postgres-types.ts';
import type { Sql } from './sql.ts';

/** Opens the server database; see `openDatabase`. Migrates as the URL's role, serves as phen_dau_api. */
export async function openPostgres(options: OpenDatabaseOptions & { databaseUrl: string }): Promise<OpenedDatabase> {
  const { log = () => undefined } = options;
  const { servingUrl, migration, postgis } = await preparePostgres(options.databaseUrl, options.dataDir);
  const statementMs = options.limits?.statementMs ?? 10_000;
  const openPool = (url: string) => {
    const pool = new pg.Pool({
      connectionString: url,
      max: 10,
      connectionTimeoutMillis: 5_000,
      application_name: 'phen-dau',
      types: postgresTypes,
      options: `-c timezone=${timeZone} -c statement_timeout=${statementMs} -c idle_in_transaction_session_timeout=30000`,
    });
    pool.on('error', (error) => log(`An idle database connection failed: ${error.message}`));
    return pool;
  };
  const primary = openPool(servingUrl(options.databaseUrl));
  const replicas = (options.replicaUrls ?? []).map((url) => openPool(servingUrl(url)));
  const origin = randomUUID();
  const listeners = changeListeners(log);
  const listener = await listenForChanges(servingUrl(options.databaseUrl), { origin, listeners, log });
  let turn = 0;

  /** A connection for reading: the next replica's, the primary's when there is none or it does not answer. */
  async function connectForReading(actor: Actor): Promise<pg.PoolClient> {
    // Accounts and sessions come from the primary alone: a revoked session must not live on for a replica's lag.
    const replica = actor.role === 'account_keeper' ? undefined : replicas[turn++ % Math.max(replicas.length, 1)];
    if (!replica) return connect(primary);
    return replica.connect().catch((error: Error) => {
      log(`A replica does not answer (${error.message}); reading from the primary`);
      return connect(primary);
    });
  }

  return {
    engine: 'postgres',
    migration,
    postgis,
    transaction: async (actor, work, limits) =>
      runOn(await connect(primary), { actor, work, limits, access: 'write', origin, listeners }),
    read: async (actor, work, limits) =>
      runOn(await connectForReading(actor), { actor, work, limits, access: 'read', origin, listeners }),
    onLayerChange: (tell) => listeners.add(tell),
    async close() {
      await listener.close();
      await Promise.all([primary, ...replicas].map((pool) => pool.end()));
    },
  };
}

const connect = (pool: pg.Pool) =>
  pool.connect().catch((error: Error) => {
    throw new DatabaseBusy('unreachable', 5, { cause: error });
  });

interface Plan<T> {
  readonly actor: Actor;
  readonly work: (transaction: Transaction) => Promise<T>;
  readonly limits: TransactionLimits | undefined;
  readonly access: 'read' | 'write';
  readonly origin: string;
  readonly listeners: ChangeListeners;
}

async function runOn<T>(
  client: pg.PoolClient,
  { actor, work, limits, access, origin, listeners }: Plan<T>,
): Promise<T> {
  let over = false;
  let broken: Error | undefined;
  const noteLoss = (error: Error) => {
    broken = error;
  };
  client.on('error', noteLoss);
  const fail = (error: pg.DatabaseError): never => {
    // Without an SQLSTATE of a statement, or with one of class 08 or 57P: the connection itself is gone.
    if (!error.code || /^(08|57P|E[A-Z]+$)/.test(error.code)) {
      broken = error;
      throw new DatabaseBusy('unreachable', 5, { cause: error });
    }
    throw translateError(error);
  };
  const query = async <R extends Row>({ text, values }: Sql): Promise<R[]> =>
    (await client.query<R>(text, [...values]).catch(fail)).rows;
  /** Statements without values in one message: what begins and ends every transaction costs one journey, not three. */
  const several = async (statements: readonly string[]): Promise<pg.QueryResult[]> => {
    const answer: pg.QueryResult | pg.QueryResult[] = await client.query(statements.join('; ')).catch(fail);
    return Array.isArray(answer) ? answer : [answer];
  };
  const refuseAfterEnd = () => {
    if (over) throw new Error('This transaction has ended');
  };
  const transaction: Transaction = {
    query: async <R extends Row>(statement: Sql) => {
      refuseAfterEnd();
      return query<R>(statement);
    },
    copy: async ({ text }, chunks) => {
      refuseAfterEnd();
      await copyIn(client, text, chunks).catch((error) => {
        if (error instanceof SourceFailed) throw error.cause;
        fail(error);
      });
      return { stored: Promise.resolve() };
    },
  };
  try {
    const patience = limits?.statementMs ? [`set local statement_timeout = ${Math.ceil(limits.statementMs)}`] : [];
    // One page and its count come from the same moment.
    const begin = access === 'read' ? 'begin isolation level repeatable read read only' : 'begin';
    await several([begin, settingsText(actor, origin), ...patience]);
    const result = await work(transaction);
    over = true;
    if (access === 'read') {
      await several(['commit']);
      return result;
    }
    const [changed] = await several([changedParts.text, 'commit']);
    listeners.tell(
      String(changed?.rows[0]?.changed ?? '')
        .split(' ')
        .filter(Boolean),
    );
    return result;
  } catch (error) {
    over = true;
    if (!broken) await client.query('rollback').catch(noteLoss);
    throw error;
  } finally {
    client.off('error', noteLoss);
    client.release(broken);
  }
}
