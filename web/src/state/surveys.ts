import { type SurveyState, surveyStates } from '../api/survey-types.ts';

/** Which surveys are listed: all one may see, one's own, or those of a state. */
export type SurveyFilter = 'all' | 'mine' | SurveyState;

export interface SurveysState {
  /** Id of the survey whose page is open; undefined is the list. */
  readonly survey: string | undefined;
  /** Key of the file in the outbox that is looked at before it is sent; undefined while none is. */
  readonly file: string | undefined;
  readonly filter: SurveyFilter;
}

export const initialSurveys: SurveysState = { survey: undefined, file: undefined, filter: 'all' };

/** Something of the open survey that was pressed on the map: a feature by its place in the file, a finding, a proposed road. */
export type SurveyPick =
  | { readonly kind: 'feature'; readonly index: number }
  | { readonly kind: 'issue'; readonly key: string }
  /** From 1, as it is listed. */
  | { readonly kind: 'proposal'; readonly number: number };

/** The part of a link that says what is shown. */
export type SurveysLink = Partial<SurveysState>;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const filters = ['mine', ...surveyStates] as const;

/** The parts of a link's hash, in a fixed order. */
export function encodeSurveys({ survey, file, filter = 'all' }: SurveysLink): string[] {
  const shown = survey ? [`survey=${survey}`] : file ? [`file=${file}`] : [];
  return [...shown, ...(filter === 'all' ? [] : [`queue=${filter}`])];
}

/** Reads them back; undefined when a link says nothing of surveys. */
export function decodeSurveys(given: ReadonlyMap<string, string>): SurveysLink | undefined {
  const key = (name: 'survey' | 'file') => [given.get(name) ?? ''].find((text) => uuid.test(text));
  const survey = key('survey');
  const file = survey === undefined ? key('file') : undefined;
  const filter = filters.find((candidate) => candidate === given.get('queue'));
  if (!survey && !file && !filter) return undefined;
  return { ...(survey && { survey }), ...(file && { file }), ...(filter && { filter }) };
}
