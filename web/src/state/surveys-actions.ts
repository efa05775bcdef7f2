import type { SurveyPicture } from '../map/survey-style.ts';
import { getState, setState } from './store.ts';
import type { SurveyFilter, SurveyPick } from './surveys.ts';

/** Opens the page of a survey, or the list. What was selected on the map is let go: its card would cover the page. */
export function openSurvey(survey: string | undefined): void {
  setState(({ surveys }) => ({
    ...{ place: 'surveys', selection: [], card: undefined, hovered: undefined },
    surveys: { ...surveys, survey },
    // A picture of one file must not lie on the map under the name of another.
    surveyPicture: undefined,
    surveyPick: undefined,
  }));
}

export const filterSurveys = (filter: SurveyFilter) => setState(({ surveys }) => ({ surveys: { ...surveys, filter } }));

/** Picks something of the open survey on the map; its lists show which. Each press is a pick of its own, also of the same. */
export const pickOfSurvey = (pick: SurveyPick) => setState({ surveyPick: { ...pick }, selection: [], card: undefined });

const nothing: SurveyPicture = {
  ...{ kept: [], held: [], before: [], marks: [], cuts: [] },
  ...{ proposals: [], versions: [], ghosts: [], photos: [], focus: [] },
};

/** Draws parts of the open survey anew; the others stay. */
export const changeSurveyPicture = (change: Partial<SurveyPicture>) =>
  setState({ surveyPicture: { ...(getState().surveyPicture ?? nothing), ...change } });
