import {
  type Clearance,
  type Layer,
  type LayerId,
  layerById,
  readableParts,
  type Sensitivity,
  type SurveyState,
  surveyStates,
} from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { identifier, join, type Sql, sql } from '../database/sql.ts';
import type { SurveyInstructions } from '../surveys/instructions.ts';
import type { SurveyReading } from '../surveys/survey-reading.ts';
import { standingRows, tableOf } from './feature-source.ts';
import type { FeatureRow } from './feature-types.ts';

/** A feature an approval changed, with its versions. */
export interface WrittenFeature {
  readonly id: string;
  readonly before: number | null;
  readonly after: number;
  /** The ends both states were given, which the history clips; absent where an older approval did not note them. */
  readonly ends?: readonly [before: string | null, after: string | null];
}

export const writtenOver = (before: FeatureRow, after: FeatureRow): WrittenFeature => ({
  ...{ id: after.id, before: before.version, after: after.version },
  ends: [before.validTo, after.validTo],
});

/** What tells whether a survey is the same visit as others. */
export type LinkableSurvey = Pick<SurveyRow, 'id' | 'layer' | 'instructions' | 'reading'>;

export interface SurveyRow {
  readonly id: string;
  readonly state: SurveyState;
  readonly layer: LayerId;
  readonly sensitivity: Sensitivity;
  readonly authorId: string;
  readonly author: string;
  readonly fileName: string;
  /** In hex. */
  readonly sha256: string;
  readonly bytes: number;
  readonly instructions: SurveyInstructions;
  readonly reading: SurveyReading;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  /** The reason given. */
  readonly decision: string | null;
  readonly replacedBy: string | null;
  /** It has been in the register, be it that this was undone. */
  readonly wasApproved: boolean;
  /** How many of the warnings listed its author has ignored with a reason. */
  readonly explained: number;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Whose surveys somebody may see: all that their clearance reaches, or their own of those. */
export interface SurveyScope {
  readonly accountId: string;
  readonly all: boolean;
}

const columns = (reading: Sql) => sql`id, state, layer, sensitivity, author_id as "authorId", author,
  file_name as "fileName", encode(sha256, 'hex') as sha256, bytes, instructions, ${reading} as reading,
  decided_by as "decidedBy", decided_at as "decidedAt", decision, replaced_by as "replacedBy",
  written is not null as "wasApproved",
  (select count(*) from jsonb_array_elements(survey.reading -> 'issues') as issue
    where issue ->> 'severity' = 'warning' and survey.instructions -> 'ignored' ? (issue ->> 'key')) as explained, version,
  created_at as "createdAt", updated_at as "updatedAt"`;

const seenBy = ({ accountId, all }: SurveyScope): Sql => (all ? sql`true` : sql`author_id = ${accountId}::uuid`);

/** One survey; undefined when there is none for this caller. `lock` keeps others from changing it meanwhile. */
export async function findSurvey(
  transaction: Transaction,
  scope: SurveyScope,
  id: string,
  lock?: 'lock',
): Promise<SurveyRow | undefined> {
  const [row] = await transaction.query<{ [Key in keyof SurveyRow]: SurveyRow[Key] }>(sql`
    select ${columns(sql`reading`)} from survey.survey where id = ${id}::uuid and ${seenBy(scope)}
    ${lock ? sql`for update` : sql``}`);
  return row;
}

/** The survey that a request under this key made, if one did, with the digest of what it asked for; null of earlier surveys. */
export async function findByKey(
  transaction: Transaction,
  accountId: string,
  key: string,
): Promise<{ readonly survey: SurveyRow; readonly asked: string | null } | undefined> {
  const [row] = await transaction.query<{ [Key in keyof SurveyRow]: SurveyRow[Key] } & { asked: string | null }>(sql`
    select ${columns(sql`reading`)},
      (select detail ->> 'asked' from survey.step where survey_id = survey.id and number = 0) as asked
    from survey.survey where author_id = ${accountId}::uuid and idempotency_key = ${key}`);
  if (!row) return undefined;
  const { asked, ...survey } = row;
  return { survey, asked };
}

export interface SurveyQuery {
  readonly states?: readonly SurveyState[];
  readonly layer?: string;
  readonly limit: number;
  /** `next` of the page before. */
  readonly before?: string;
}

/** The queue, newest first, readings without their lists; `counts` are of every state, whatever is asked for. */
export async function listSurveys(
  transaction: Transaction,
  scope: SurveyScope,
  { states, layer, limit, before }: SurveyQuery,
): Promise<{ surveys: SurveyRow[]; counts: Record<SurveyState, number>; next: string | null }> {
  const conditions = [
    seenBy(scope),
    ...(states ? [sql`state = any(${states}::text[])`] : []),
    ...(layer === undefined ? [] : [sql`layer = ${layer}`]),
    ...(before === undefined
      ? []
      : [
          sql`(created_at, id) <
            (select created_at, id from survey.survey where id = ${before}::uuid and ${seenBy(scope)})`,
        ]),
  ];
  const short = sql`reading - array['issues', 'candidates', 'columns', 'cuts', 'matches']`;
  const rows = await transaction.query<{ [Key in keyof SurveyRow]: SurveyRow[Key] }>(sql`
    select ${columns(short)} from survey.survey where ${join(conditions, ' and ')}
    order by created_at desc, id desc limit ${limit + 1}`);
  const counted = await transaction.query<{ state: SurveyState; count: number }>(sql`
    select state, count(*) as count from survey.survey where ${seenBy(scope)} group by state`);
  const counts = Object.fromEntries(surveyStates.map((state) => [state, 0])) as Record<SurveyState, number>;
  for (const { state, count } of counted) counts[state] = count;
  const surveys = rows.slice(0, limit);
  return { surveys, counts, next: rows.length > limit ? (surveys.at(-1)?.id ?? null) : null };
}

/** Which surveys count as earlier ones. */
export interface EarlierThan {
  /** The survey itself, and the one it takes the place of. */
  readonly not: readonly string[];
  /** ISO 8601; null: all there are. */
  readonly before: string | null;
}

/** The newest earlier survey of the very same bytes for the same layer, whoever's it is; a rejected one if there is no other. */
export async function surveyOfFile(
  transaction: Transaction,
  { not, before }: EarlierThan,
  { sha256, layer }: { readonly sha256: string; readonly layer: string },
): Promise<string | null> {
  const [found] = await transaction.query<{ id: string }>(sql`select id from survey.survey
    where sha256 = decode(${sha256}, 'hex') and layer = ${layer} and state <> 'superseded'
      and id <> all(${not}::uuid[]) and (${before}::timestamptz is null or created_at < ${before}::timestamptz)
    order by state = 'rejected', created_at desc limit 1`);
  return found?.id ?? null;
}

/** What is told of a survey that another one repeats. */
export interface EarlierSurvey extends Pick<SurveyRow, 'id' | 'state' | 'author' | 'fileName' | 'createdAt'> {}

/** Those of these surveys that the caller may see, but for superseded ones. */
export async function earlierSurveys(
  transaction: Transaction,
  scope: SurveyScope,
  ids: readonly string[],
): Promise<EarlierSurvey[]> {
  if (ids.length === 0) return [];
  return transaction.query<{ [Key in keyof EarlierSurvey]: EarlierSurvey[Key] }>(sql`
    select id, state, author, file_name as "fileName", created_at as "createdAt" from survey.survey
    where id = any(${ids}::uuid[]) and state <> 'superseded' and ${seenBy(scope)}`);
}

/** The names of features that stand in the register and the reader may see, by id. */
export async function namesOfFeatures(
  transaction: Transaction,
  layer: Layer,
  clearance: Clearance,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const columns = sql`id, ${identifier(layer.nameField)} as name`;
  const rows = await standingRows<{ id: string; name: string }>(transaction, layer, clearance, ids, columns);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Pages of staged features in order, compressed; from the page that holds feature number `from` on, at most `most`. */
export async function surveyPages(
  transaction: Transaction,
  id: string,
  { from = 0, most = 1000 }: { readonly from?: number; readonly most?: number } = {},
): Promise<{ number: number; features: number; bytes: Uint8Array }[]> {
  return transaction.query(sql`select number, features, bytes from survey.page
    where survey_id = ${id}::uuid and number >= ${from} order by number limit ${most}`);
}

/** The original as it is kept. */
export async function keptOriginal(transaction: Transaction, id: string): Promise<Uint8Array[]> {
  const rows = await transaction.query<{ bytes: Uint8Array }>(
    sql`select bytes from survey.original where survey_id = ${id}::uuid order by number`,
  );
  return rows.map(({ bytes }) => bytes);
}

export interface SurveyStep {
  readonly at: Date;
  readonly account: string | null;
  readonly action: string;
  readonly reason: string | null;
}

export const surveySteps = (transaction: Transaction, id: string): Promise<SurveyStep[]> =>
  transaction.query<{ [Key in keyof SurveyStep]: SurveyStep[Key] }>(sql`
    select at, account, action, reason from survey.step where survey_id = ${id}::uuid order by number`);

/** What the approval wrote, or null before it. */
export async function writtenBy(transaction: Transaction, id: string): Promise<readonly WrittenFeature[] | null> {
  const [row] = await transaction.query<{ written: WrittenFeature[] | null }>(
    sql`select written from survey.survey where id = ${id}::uuid`,
  );
  return row?.written ?? null;
}

/** Places of border markers, for telling coordinate systems apart. */
export async function markerPlaces(transaction: Transaction, clearance: Clearance): Promise<[number, number][]> {
  const layer: Layer = layerById('border-marker');
  const selects = readableParts(layer, clearance).map(
    (part) => sql`select st_x(geometry) as x, st_y(geometry) as y from ${tableOf(part)}`,
  );
  if (selects.length === 0) return [];
  const rows = await transaction.query<{ x: number; y: number }>(sql`${join(selects, ' union all ')} limit 5000`);
  return rows.map(({ x, y }) => [x, y]);
}
