import type { SurveyPicture } from '../map/survey-style.ts';
import { getState, setState } from './store.ts';
import type { SurveyFilter } from './surveys.ts';

/** Opens the page of a survey, or the list. What was selected on the map is let go: its card would cover the page. */
export function openSurvey(survey: string | undefined): void {
  setState(({ surveys }) => ({
    ...{ place: 'surveys', selection: [], card: undefined, hovered: undefined },
    surveys: { ...surveys, survey },
    // A picture of one file must not lie on the map under the name of another.
    surveyPicture: undefined,
  }));
}

export const filterSurveys = (filter: SurveyFilter) => setState(({ surveys }) => ({ surveys: { ...surveys, filter } }));

const nothing: SurveyPicture = {
  kept: [],
  held: [],
  before: [],
  cuts: [],
  marks: [],
  ghosts: [],
  photos: [],
  focus: [],
};

/** Draws parts of the open survey anew; the others stay. */
export const changeSurveyPicture = (change: Partial<SurveyPicture>) =>
  setState({ surveyPicture: { ...(getState().surveyPicture ?? nothing), ...change } });
