import { layerById, say, surveyStateNext, surveyStateTitles } from '@phen-dau/geodata';
import type { Context } from 'hono';
import type { Dependencies } from '../app.ts';
import { itemTag } from '../ogc/if-match.ts';
import { type ApiEnv, accountOf, readerOf } from '../policy.ts';
import { languageOf, notFound, Problem } from '../problem.ts';
import { countPhotos } from '../queries/photos.ts';
import { findSurvey, namesOfFeatures, type SurveyRow, surveySteps } from '../queries/surveys.ts';
import { scopeFor, toldRepeats } from '../surveys/repeats.ts';
import { wholeOf } from '../surveys/survey-answer.ts';

/** The survey, or 404 for who may not see it. */
export async function foundSurvey(
  c: Context<ApiEnv>,
  database: Dependencies['database'],
  id: string,
): Promise<SurveyRow> {
  const scope = scopeFor(accountOf(c));
  const survey = await database.read(readerOf(c), (transaction) => findSurvey(transaction, scope, id));
  if (!survey) throw notFound();
  return survey;
}

/** One survey as its page shows it, with its version as the tag. */
export async function answerSurvey(
  c: Context<ApiEnv>,
  { database }: Pick<Dependencies, 'database'>,
  survey: SurveyRow,
) {
  const caller = accountOf(c);
  const roads = [...new Set(survey.reading.matches?.stretches.map(({ road }) => road))];
  const told = await database.read(readerOf(c), async (transaction) => ({
    steps: await surveySteps(transaction, survey.id),
    roadNames: await namesOfFeatures(transaction, layerById('patrol-road'), caller.clearance, roads),
    repeats: await toldRepeats(transaction, caller, survey),
    photos: await countPhotos(transaction, caller.clearance, survey.id),
  }));
  c.header('ETag', itemTag(survey.version));
  return wholeOf(survey, told, caller, languageOf(c));
}

/** The survey has gone on in its life: what was asked for belongs to another state. Says which, and who can do what now. */
export function wrongState({ state }: SurveyRow): Problem {
  const [title, next] = [surveyStateTitles[state], surveyStateNext[state]];
  const detail = say(`Phiếu đang ở trạng thái “${title.vi}”. ${next.vi}`, `The survey is “${title.en}”. ${next.en}`);
  return new Problem('conflict', { detail, members: { state } });
}
