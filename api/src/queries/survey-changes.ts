import { type Layer, type LayerPart, layerParts, partOf, type SurveyState } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { outrun } from '../database/errors.ts';
import { join, type Sql, sql } from '../database/sql.ts';
import type { SurveyInstructions } from '../surveys/instructions.ts';
import type { StagedFeature, StagedPage, StagedWalk, SurveyReading } from '../surveys/survey-reading.ts';
import type { Standing } from './feature-changes.ts';
import { tableOf } from './feature-source.ts';
import { keepWalks } from './survey-walks.ts';
import type { SurveyRow, WrittenFeature } from './surveys.ts';

type Delivered = 'id' | 'state' | 'layer' | 'sensitivity' | 'authorId' | 'author' | 'fileName' | 'sha256' | 'bytes';

/** A survey as it begins: what was delivered, and what the first reading made of it. */
export interface NewSurvey extends Pick<SurveyRow, Delivered | 'instructions' | 'reading'> {
  readonly idempotencyKey: string;
}

/** What follows from an original and the decisions about it, beside the reading. */
interface Staged {
  readonly pages: readonly StagedPage[];
  readonly walks: readonly StagedWalk[];
}

/** Keeps a survey with its original and its staged features. A key used already is refused as a duplicate. */
export async function keepSurvey(
  transaction: Transaction,
  survey: NewSurvey,
  kept: readonly Uint8Array[],
  { pages, walks }: Staged,
): Promise<void> {
  await transaction.query(sql`
    insert into survey.survey (id, state, layer, sensitivity, author_id, author, idempotency_key, file_name, sha256, bytes,
      instructions, reading)
    values (${survey.id}::uuid, ${survey.state}, ${survey.layer}, ${survey.sensitivity}, ${survey.authorId}::uuid,
      ${survey.author}, ${survey.idempotencyKey}, ${survey.fileName}, decode(${survey.sha256}, 'hex'), ${survey.bytes},
      ${JSON.stringify(survey.instructions)}::jsonb, ${JSON.stringify(survey.reading)}::jsonb)`);
  for (const [number, bytes] of kept.entries()) {
    await transaction.query(sql`insert into survey.original (survey_id, number, bytes)
      values (${survey.id}::uuid, ${number}, ${bytes}::bytea)`);
  }
  await keepPages(transaction, survey.id, pages);
  if (walks.length > 0) await keepWalks(transaction, survey.id, walks);
}

/** Several pages in a statement, up to so many bytes: one each was fifty journeys for a hundred thousand points. */
const bytesTogether = 2 << 20;

async function keepPages(transaction: Transaction, id: string, pages: readonly StagedPage[]): Promise<void> {
  let rows: Sql[] = [];
  let together = 0;
  for (const [number, { features, bytes }] of pages.entries()) {
    rows.push(sql`(${id}::uuid, ${number}::integer, ${features}::integer, ${bytes}::bytea)`);
    together += bytes.length;
    if (together < bytesTogether && number < pages.length - 1) continue;
    await transaction.query(sql`insert into survey.page (survey_id, number, features, bytes) values ${join(rows)}`);
    rows = [];
    together = 0;
  }
}

/** What is different after a step; what is absent stays. */
interface SurveyChanges {
  readonly state?: SurveyState;
  readonly instructions?: SurveyInstructions;
  readonly reading?: SurveyReading;
  readonly pages?: readonly StagedPage[];
  readonly walks?: readonly StagedWalk[];
  readonly written?: readonly WrittenFeature[];
  readonly decision?: { readonly by: string; readonly reason: string | null };
  readonly replacedBy?: string | null;
}

/** Changes a survey if it still has `version`; false when somebody was faster. */
export async function changeSurvey(
  transaction: Transaction,
  id: string,
  version: number,
  { state, instructions, reading, pages, walks, written, decision, replacedBy }: SurveyChanges,
): Promise<boolean> {
  const json = (value: unknown): Sql => sql`${JSON.stringify(value)}::jsonb`;
  const rows = await transaction.query(sql`
    update survey.survey set version = version + 1, updated_at = now()
      ${state === undefined ? sql`` : sql`, state = ${state}`}
      ${instructions === undefined ? sql`` : sql`, instructions = ${json(instructions)}`}
      ${reading === undefined ? sql`` : sql`, reading = ${json(reading)}`}
      ${written === undefined ? sql`` : sql`, written = ${json(written)}`}
      ${replacedBy === undefined ? sql`` : sql`, replaced_by = ${replacedBy}::uuid`}
      ${decision === undefined ? sql`` : sql`, decided_by = ${decision.by}, decided_at = now(), decision = ${decision.reason}`}
    where id = ${id}::uuid and version = ${version} returning id`);
  if (rows.length === 0) return false;
  if (pages) {
    await transaction.query(sql`delete from survey.page where survey_id = ${id}::uuid`);
    await keepPages(transaction, id, pages);
  }
  if (walks) await keepWalks(transaction, id, walks);
  return true;
}

/** Waits until nobody else's approval for the layer is under way: of two alike the later one sees what the earlier one did. */
export async function waitForApprovals(transaction: Transaction, { id }: Layer): Promise<void> {
  await transaction.query(sql`select pg_advisory_xact_lock(hashtext('survey approval'), hashtext(${id}))`);
}

/** Notes one step of a survey's life; after a change of the survey itself, whose row keeps others from taking the number. */
export async function addStep(
  transaction: Transaction,
  id: string,
  action: 'upload' | 'change' | 'submit' | 'approve' | 'reject' | 'undo' | 'supersede' | 'reopen',
  { reason = null, detail }: { readonly reason?: string | null; readonly detail?: unknown } = {},
): Promise<void> {
  await transaction.query(sql`
    insert into survey.step (survey_id, number, account, action, reason, detail)
    select ${id}::uuid, count(*), nullif(current_setting('phen_dau.account', true), ''), ${action}, ${reason},
      ${detail === undefined ? null : JSON.stringify(detail)}::jsonb
    from survey.step where survey_id = ${id}::uuid`);
}

/** Ends those of these features that nobody has changed since they were made, as if they had never been; answers which. */
export async function endUntouched(
  transaction: Transaction,
  layer: Layer,
  made: readonly Pick<StagedFeature, 'id' | 'properties'>[],
): Promise<string[]> {
  const ended: string[] = [];
  // Each in the part it was made in: in another its id is another feature's.
  const parts = layerParts(layer);
  const isIn = ({ schema }: LayerPart, properties: StagedFeature['properties']) =>
    parts.length === 1 || partOf(layer, properties).schema === schema;
  for (const part of parts) {
    const ids = made.filter(({ properties }) => isIn(part, properties)).map(({ id }) => id);
    if (ids.length === 0) continue;
    ended.push(...(await endedAsIfNever(transaction, part, sql`id = any(${ids}::uuid[]) and version = 1`)));
  }
  return ended;
}

/** Ends one feature as it stands, as if this state of it had never been. */
export async function endAsIfNever(transaction: Transaction, { part, row }: Standing): Promise<void> {
  const { id, version } = row;
  const ended = await endedAsIfNever(transaction, part, sql`id = ${id}::uuid and version = ${version}`);
  if (ended.length === 0) throw outrun(`Feature ${id}`);
}

/** The history keeps them with an empty period: they hold on no day, and what they said can still be read. */
async function endedAsIfNever(transaction: Transaction, part: LayerPart, which: Sql): Promise<string[]> {
  // Before every day, so that the trigger lets each state of one statement end on the day it began itself.
  await transaction.query(sql`select set_config('phen_dau.ends_on', '-infinity', true)`);
  const ended = await transaction.query<{ id: string }>(sql`delete from ${tableOf(part)} where ${which} returning id`);
  await transaction.query(sql`select set_config('phen_dau.ends_on', '', true)`);
  return ended.map(({ id }) => id);
}
