import type { Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { EarlierWalk } from '../surveys/repeated-walks.ts';
import type { StagedWalk } from '../surveys/survey-reading.ts';
import type { EarlierThan, LinkableSurvey } from './surveys.ts';

const mostEarlier = 200;
/** Degrees by which the same walk may reach farther in another recording. */
const marginDegrees = 0.001;

/** Keeps what a survey's walks are recognised by, in place of what was kept before. */
export async function keepWalks(transaction: Transaction, id: string, walks: readonly StagedWalk[]): Promise<void> {
  await transaction.query(sql`delete from survey.walk where survey_id = ${id}::uuid`);
  if (walks.length === 0) return;
  const summaries = walks.map(({ summary }) => JSON.stringify(summary));
  await transaction.query(sql`
    insert into survey.walk (survey_id, feature, metres, area, summary)
    select ${id}::uuid, feature, (summary::jsonb ->> 'metres')::float8, ${envelope(0)}, summary::jsonb
    from unnest(${walks.map(({ feature }) => feature)}::integer[], ${summaries}::text[], ${sides(walks)})
      as given (feature, summary, west, south, east, north)`);
}

/** The newest walks of other surveys that lie where one of these does and are about as long, whoever's they are. */
export async function earlierWalks(
  transaction: Transaction,
  { not, before }: EarlierThan,
  walks: readonly StagedWalk[],
): Promise<EarlierWalk[]> {
  return transaction.query<{ survey: string; feature: number; summary: EarlierWalk['summary'] }>(sql`
    select survey.id as survey, walk.feature, walk.summary from survey.walk join survey.survey on survey.id = walk.survey_id
    where survey.state <> 'superseded' and survey.id <> all(${not}::uuid[])
      and (${before}::timestamptz is null or survey.created_at < ${before}::timestamptz)
      and (walk.survey_id, walk.feature) in (
        select near.survey_id, near.feature
        from unnest(${walks.map(({ summary }) => summary.metres)}::float8[], ${sides(walks)})
            as given (metres, west, south, east, north)
          join survey.walk as near on near.area && ${envelope(marginDegrees)}
            and near.metres between given.metres / 1.6 and given.metres * 1.6)
    order by survey.created_at desc, walk.feature limit ${mostEarlier}`);
}

/** The approved surveys whose authors said that they are the same visit as this one. */
export const surveysLinkedTo = (transaction: Transaction, id: string): Promise<LinkableSurvey[]> =>
  transaction.query<{ [Key in keyof LinkableSurvey]: LinkableSurvey[Key] }>(sql`
    select id, layer, instructions, reading from survey.survey
    where instructions -> 'repeats' @> ${JSON.stringify({ [id]: 'link' })}::jsonb and state = 'approved'
    order by created_at`);

const envelope = (margin: number) =>
  sql`st_makeenvelope(west - ${margin}::float8, south - ${margin}::float8, east + ${margin}::float8, north + ${margin}::float8, 4326)`;

/** Four arrays: how far each walk reaches. */
function sides(walks: readonly StagedWalk[]) {
  const reach = (axis: 0 | 1, most: (...values: number[]) => number) =>
    walks.map(({ summary }) => most(...summary.places.map((place) => place[axis])));
  return sql`${reach(0, Math.min)}::float8[], ${reach(1, Math.min)}::float8[], ${reach(0, Math.max)}::float8[],
    ${reach(1, Math.max)}::float8[]`;
}
