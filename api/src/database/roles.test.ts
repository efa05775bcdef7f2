import { catalogue, layerParts } from '@phen-dau/geodata';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Actor, type DatabaseRole, databaseRoles } from './database.ts';
import { identifier, sql } from './sql.ts';
import { asOwner, rolledBack, testDatabase } from './testing.ts';

const as = (role: DatabaseRole): Actor => ({ role, account: null });
const privileges = ['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger'] as const;

/** What a role may do with the table of a part, as `has_table_privilege` has it. */
async function rightsOn(schema: string, table: string): Promise<Record<DatabaseRole, string>> {
  return asOwner(async (transaction) => {
    const rows = await transaction.query<{ role: string; rights: string | null }>(sql`
      select role, (select string_agg(privilege, ' ' order by place) from unnest(${privileges}::text[])
        with ordinality as p(privilege, place)
        where has_table_privilege('phen_dau_' || role, format('%I.%I', ${schema}::text, ${table}::text), privilege)) as rights
      from unnest(${databaseRoles}::text[]) as role`);
    return Object.fromEntries(rows.map(({ role, rights }) => [role, rights ?? 'nothing'])) as Record<
      DatabaseRole,
      string
    >;
  });
}

describe('database roles', () => {
  beforeAll(testDatabase, 180_000);

  it('give each part to its clearance and those above, never to the account keeper', async () => {
    for (const part of catalogue.flatMap((layer) => layerParts(layer))) {
      const levels = ['open', 'internal', 'restricted'] as const;
      const reached = (level: (typeof levels)[number]) => levels.indexOf(level) >= levels.indexOf(part.sensitivity);
      const expected: Record<string, string> = { account_keeper: 'nothing' };
      const history: Record<string, string> = { account_keeper: 'nothing' };
      for (const level of levels) {
        expected[`reader_${level}`] = reached(level) ? 'select' : 'nothing';
        expected[`editor_${level}`] = reached(level) ? 'select insert update delete' : 'nothing';
        history[`reader_${level}`] = reached(level) ? 'select' : 'nothing';
        history[`editor_${level}`] = reached(level) ? 'select' : 'nothing';
      }
      expect(await rightsOn(part.schema, part.table), `${part.schema}.${part.table}`).toEqual(expected);
      expect(await rightsOn(part.schema, `${part.table}_history`), `${part.schema}.${part.table}`).toEqual(history);
    }
  });

  it('keep every object of the schema defence from everybody without the restricted clearance, columns included', async () => {
    const found = await asOwner((transaction) =>
      transaction.query(sql`
        select oid::regclass as object, role from pg_class, unnest(${databaseRoles}::text[]) as role
        where relnamespace = 'defence'::regnamespace and relkind in ('r', 'S', 'v', 'm') and role not like '%restricted'
          and (case relkind when 'S' then has_sequence_privilege('phen_dau_' || role, oid, 'usage, select, update')
            else has_any_column_privilege('phen_dau_' || role, oid, 'select, insert, update, references')
              or has_table_privilege('phen_dau_' || role, oid, 'delete, truncate, trigger') end
            or has_schema_privilege('phen_dau_' || role, 'defence', 'usage, create'))`),
    );
    expect(found).toEqual([]);
  });

  it('refuse a reader without the clearance whatever the query asks for', async () => {
    const database = await testDatabase();
    for (const statement of [
      sql`select * from defence.defence_work`,
      sql`select count(*) from defence.zone_history`,
      sql`select * from defence.layer_version`,
      sql`insert into defence.zone (id) values (gen_random_uuid())`,
      sql`delete from defence.defence_work`,
      sql`select audit.correct_past(oid, 'zone', 'open', gen_random_uuid(), 1, null, '{}') from pg_class
        where relname = 'zone' and relnamespace = 'defence'::regnamespace`,
      sql`select * from account.account`,
      sql`select * from audit.entry`,
    ]) {
      for (const role of ['reader_open', 'reader_internal', 'editor_internal'] as const) {
        await expect(
          database.transaction(as(role), (transaction) => transaction.query(statement)),
        ).rejects.toMatchObject({
          refusal: 'privilege',
        });
      }
    }
  });

  it('let nobody change or remove what a surveyor sent, nor what was decided about it, whatever their rank', async () => {
    const changing = async (table: string) => {
      const rights = Object.values(await rightsOn('survey', table));
      return new Set(
        rights
          .join(' ')
          .split(' ')
          .filter((right) => ['update', 'delete', 'truncate'].includes(right)),
      );
    };
    expect(await changing('original')).toEqual(new Set());
    expect(await changing('step')).toEqual(new Set());
    // A survey goes from state to state and stays; its original holds it.
    expect(await changing('survey')).toEqual(new Set(['update']));
    const database = await testDatabase();
    for (const statement of [
      sql`update survey.original set bytes = ''::bytea`,
      sql`delete from survey.original`,
      sql`truncate survey.original`,
      sql`delete from survey.survey`,
    ]) {
      for (const role of databaseRoles) {
        await expect(
          database.transaction(as(role), (transaction) => transaction.query(statement)),
        ).rejects.toMatchObject({ refusal: 'privilege' });
      }
    }
  });

  it('show nothing of a restricted table even when a grant was given by mistake', async () => {
    const seen = await asOwner(async (transaction) => {
      await transaction.query(sql`
        insert into defence.defence_work (id, geometry, name, kind, status)
        values (gen_random_uuid(), 'SRID=4326;POINT(106.7 21.8)', 'Thử quyền', 'strongpoint', 'planned')`);
      await transaction.query(sql`grant usage on schema defence to phen_dau_reader_internal, phen_dau_editor_internal`);
      await transaction.query(sql`
        grant all on all tables in schema defence to phen_dau_reader_internal, phen_dau_editor_internal`);
      const counts: number[] = [];
      for (const role of ['phen_dau_reader_internal', 'phen_dau_editor_internal', 'phen_dau_reader_restricted']) {
        await transaction.query(sql`set local role ${identifier(role)}`);
        const [row] = await transaction.query<{ count: number }>(
          sql`select count(*) from defence.defence_work where name = 'Thử quyền'`,
        );
        counts.push(row?.count ?? -1);
      }
      return counts;
    });
    expect(seen).toEqual([0, 0, 1]);
  });

  it('leave the GiST index of restricted tables usable under the row policies', async () => {
    const plan = await asOwner(async (transaction) => {
      await transaction.query(sql`set local enable_seqscan = off`);
      await transaction.query(sql`set local role phen_dau_reader_restricted`);
      return transaction.query<{ 'QUERY PLAN': string }>(sql`
        explain select id from defence.defence_work where st_intersects(geometry, st_makeenvelope(106, 21, 107, 22, 4326))`);
    });
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index Scan.* (using|on) defence_work_geometry/);
  });

  it('let the login role own nothing, pass nothing and be nobody of rank', async () => {
    const [login] = await asOwner((transaction) =>
      transaction.query(sql`
        select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as rank, rolinherit as inherits,
          (select count(*) from pg_class where relowner = pg_roles.oid) as owned,
          (select count(*) from pg_class where relnamespace in ('register'::regnamespace, 'defence'::regnamespace,
            'audit'::regnamespace, 'account'::regnamespace) and relkind = 'r'
            and has_table_privilege('phen_dau_api', pg_class.oid, 'select, insert, update, delete')
            and not pg_has_role('phen_dau_api', relowner, 'usage')) as reached
        from pg_roles where rolname = 'phen_dau_api'`),
    );
    expect(login).toEqual({ rank: false, inherits: false, owned: 0, reached: 0 });
  });

  it('serve as that login role, and set the role for one transaction only', async () => {
    const database = await testDatabase();
    const who = sql`select session_user as login, current_user as now, current_setting('phen_dau.account', true) as account`;
    const ask = (actor: Actor) => database.read(actor, (transaction) => transaction.query(who));
    expect(await ask({ role: 'reader_restricted', account: 'commander' })).toEqual([
      { login: 'phen_dau_api', now: 'phen_dau_reader_restricted', account: 'commander' },
    ]);
    expect(await ask(as('reader_open'))).toEqual([{ login: 'phen_dau_api', now: 'phen_dau_reader_open', account: '' }]);
    const failed = database.transaction(as('editor_restricted'), (transaction) => transaction.query(sql`select 1 / 0`));
    await expect(failed).rejects.toThrow();
    const many = await Promise.all(
      Array.from({ length: 20 }, (_, turn) => ask(as(turn % 2 ? 'reader_open' : 'reader_restricted'))),
    );
    many.forEach((rows, turn) => {
      expect(rows[0]?.now).toBe(turn % 2 ? 'phen_dau_reader_open' : 'phen_dau_reader_restricted');
    });
    await rolledBack(database, as('reader_open'), (transaction) => transaction.query(who));
  });
});
