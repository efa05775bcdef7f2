import {
  type CoverageLayer,
  type CoverageMonth,
  type CoverageRow,
  coverageLayers,
  type LayerPart,
  layerById,
  type MeasureParameters,
  readableParts,
} from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { join, type Sql, sql } from '../database/sql.ts';
import { coverageParts } from './coverage-features.ts';
import { historyOf, tableOf } from './feature-source.ts';

/** One row of a month that has ended, as it is frozen: what tracks tell is kept apart, for those who may know of tracks. */
export interface FrozenRow {
  /** First day of the month, `YYYY-MM-01`. */
  readonly month: string;
  /** Null: the province. */
  readonly postId: string | null;
  readonly parameters: MeasureParameters;
  readonly figures: Omit<CoverageRow, 'active' | 'effort'>;
  readonly dataVersion: string;
  readonly features: CoverageMonth['rows'];
  readonly activity: {
    readonly figures: Pick<CoverageRow, 'active' | 'effort'>;
    readonly dataVersion: string;
    readonly features: CoverageMonth['rows'];
  };
}

/** Ids of posts, and null for the province, by month. */
export type RowsByMonth = ReadonlyMap<string, ReadonlySet<string | null>>;

/** Whose rows belong to each month: of every post there was on its last day, and of the province if there was anything. */
export async function expectedRows(transaction: Transaction, months: readonly string[]): Promise<RowsByMonth> {
  const states = (layer: CoverageLayer) =>
    readableParts(layerById(layer), 'internal').flatMap((part) => [
      sql`select id, valid_from, valid_to from ${tableOf(part)}`,
      sql`select id, valid_from, valid_to from ${historyOf(part)} where valid_to > valid_from`,
    ]);
  const holds = sql`state.valid_from <= wanted.last and (state.valid_to is null or state.valid_to > wanted.last)`;
  const rows = await transaction.query<{ month: string; post_id: string | null }>(sql`
    with wanted as (
      select month, (month + interval '1 month')::date - 1 as last from unnest(${months}::date[]) as given (month)
    )
    select wanted.month, state.id as post_id from wanted
      join (${join(states('border-post'), ' union all ')}) as state on ${holds}
    union
    select wanted.month, null from wanted
      where exists (select from (${join(coverageLayers.flatMap(states), ' union all ')}) as state where ${holds})`);
  return byMonth(rows);
}

/** A month that is frozen: its first day, and how many minutes east of UTC its days begin. */
export interface FrozenMonth {
  readonly month: string;
  readonly dayStartsMinutesEast: number;
}

/**
 * When the register last learnt something of each month: later than the month was frozen, and what is frozen does not know it.
 * Counted are the states that hold on its last day, by when they were stored, and features of which a state was taken back or
 * given an earlier end, so that none of theirs holds on that day any more, by when that was. (The register does not keep which
 * end a replaced state had: an attribute corrected of a feature that had ended before counts too.) A work stands in every month
 * from the day it begins, but a walk is told in the one in which it was walked: recency too is of the walks of the month. One
 * without a date counts as works do, as each month says how many there are. What a transaction stored that had begun before
 * the freezing counts as known.
 */
export async function lastStored(
  transaction: Transaction,
  months: readonly FrozenMonth[],
  { tracks }: { readonly tracks: boolean },
): Promise<ReadonlyMap<string, Date>> {
  const parts = coverageParts(tracks ? 'internal' : 'open');
  // In the one month of this day alone a state counts; null: in all in which it holds.
  const walked = ({ layer }: LayerPart) =>
    layer.id === 'survey-track'
      ? sql`(started_at at time zone 'UTC' + minutes_east * interval '1 minute')::date`
      : sql`null::date`;
  const all = (columns: Sql, newer: Sql) =>
    join(
      parts.flatMap((part) => [
        sql`select ${columns}, minutes_east, ${walked(part)} as walked, updated_at as stored
          from ${tableOf(part)} cross join clock`,
        sql`select ${columns}, minutes_east, ${walked(part)} as walked, ${newer} as stored
          from ${historyOf(part)} cross join clock`,
      ]),
      ' union all ',
    );
  const isHeld = sql`valid_to is distinct from valid_from`;
  const isOfMonth = (state: Sql) =>
    sql`${state}.minutes_east = wanted.minutes_east
      and (${state}.walked is null or ${state}.walked between wanted.month and wanted.last)`;
  // Many states share their days: put together first, few are left to be compared with every month.
  const rows = await transaction.query<{ month: string; stored: Date }>(sql`
    with wanted as (
      select month, (month + interval '1 month')::date - 1 as last, minutes_east
      from unnest(${months.map(({ month }) => month)}::date[],
        ${months.map(({ dayStartsMinutesEast }) => dayStartsMinutesEast)}::integer[]) as given (month, minutes_east)
    ), clock as (
      select distinct minutes_east from wanted
    ), held as (
      select valid_from, valid_to, minutes_east, walked, max(stored) as stored
      from (${all(sql`valid_from, valid_to`, sql`updated_at`)}) as each where ${isHeld} group by 1, 2, 3, 4
    ), emptied as (
      ${join(
        parts.map((part) => sql`select id from ${historyOf(part)} where valid_to = valid_from`),
        ' union all ',
      )}
    ), feature as (
      select minutes_east, walked, min(valid_from) filter (where valid_to = valid_from) as said_from,
        min(valid_from) filter (where ${isHeld}) as held_from,
        max(coalesce(valid_to, 'infinity')) filter (where ${isHeld}) as held_to,
        max(max(stored)) over (partition by id) as stored
      from (${all(sql`id, valid_from, valid_to`, sql`greatest(updated_at, replaced_at)`)}) as each
      where id in (select id from emptied) group by id, minutes_east, walked
    ), taken as (
      select said_from, held_from, held_to, minutes_east, walked, max(stored) as stored from feature
      group by 1, 2, 3, 4, 5
    )
    select month, max(stored) as stored from (
      select wanted.month, held.stored from wanted
        join held on ${isOfMonth(sql`held`)}
          and held.valid_from <= wanted.last and (held.valid_to is null or held.valid_to > wanted.last)
      union all
      select wanted.month, taken.stored from wanted
        join taken on ${isOfMonth(sql`taken`)} and taken.said_from <= wanted.last
          and (taken.held_from is null or taken.held_from > wanted.last or taken.held_to <= wanted.last)
    ) as learnt group by 1`);
  return new Map(rows.map(({ month, stored }) => [month, stored]));
}

/** Whose rows are frozen already in each of these months. */
export async function frozenRows(transaction: Transaction, months: readonly string[]): Promise<RowsByMonth> {
  return byMonth(
    await transaction.query<{ month: string; post_id: string | null }>(sql`
      select month, post_id from coverage.snapshot where month = any(${months}::date[])`),
  );
}

function byMonth(rows: readonly { readonly month: string; readonly post_id: string | null }[]): RowsByMonth {
  const found = new Map<string, Set<string | null>>();
  for (const { month, post_id } of rows) found.set(month, (found.get(month) ?? new Set()).add(post_id));
  return found;
}

/** Freezes rows for good; those that are frozen already stay as they are. */
export async function freezeRows(transaction: Transaction, rows: readonly FrozenRow[]): Promise<void> {
  const json = JSON.stringify(rows);
  await transaction.query(sql`
    insert into coverage.snapshot (month, post_id, data_version, parameters, features, figures)
    select (given ->> 'month')::date, (given ->> 'postId')::uuid, given ->> 'dataVersion', given -> 'parameters',
      given -> 'features', given -> 'figures'
    from jsonb_array_elements(${json}::jsonb) as given on conflict do nothing`);
  await transaction.query(sql`
    insert into coverage.snapshot_activity (month, post_id, data_version, features, figures)
    select (given ->> 'month')::date, (given ->> 'postId')::uuid, given -> 'activity' ->> 'dataVersion',
      given -> 'activity' -> 'features', given -> 'activity' -> 'figures'
    from jsonb_array_elements(${json}::jsonb) as given on conflict do nothing`);
}

/** A frozen row as a reader may have it. */
export interface Snapshot {
  readonly month: string;
  readonly frozenAt: Date;
  readonly parameters: MeasureParameters;
  readonly dataVersion: string;
  readonly features: CoverageMonth['rows'];
  readonly row: CoverageRow;
}

/** The frozen months of a post (null: of the province), oldest first; with activity only where `tracks` may be known of. */
export async function listSnapshots(
  transaction: Transaction,
  postId: string | null,
  months: readonly string[],
  { tracks }: { readonly tracks: boolean },
): Promise<Snapshot[]> {
  const source = tracks
    ? sql`coverage.snapshot as frozen join coverage.snapshot_activity as activity
        on activity.month = frozen.month and activity.post_id is not distinct from frozen.post_id`
    : sql`coverage.snapshot as frozen`;
  const told = tracks
    ? sql`activity.data_version, activity.features, frozen.figures || activity.figures as figures`
    : sql`frozen.data_version, frozen.features, frozen.figures || '{"active": null, "effort": null}' as figures`;
  const rows = await transaction.query<{
    month: string;
    frozen_at: Date;
    parameters: MeasureParameters;
    data_version: string;
    features: CoverageMonth['rows'];
    figures: CoverageRow;
  }>(sql`
    select frozen.month, frozen.frozen_at, frozen.parameters, ${told} from ${source}
    where frozen.month = any(${months}::date[]) and frozen.post_id is not distinct from ${postId}::uuid
    order by frozen.month`);
  return rows.map(({ data_version, frozen_at, figures, ...rest }) => ({
    ...rest,
    dataVersion: data_version,
    frozenAt: frozen_at,
    row: figures,
  }));
}
