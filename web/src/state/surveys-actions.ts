import type { SurveyPicture } from '../map/survey-style.ts';
import { getState, setState } from './store.ts';
import type { SurveyFilter, SurveyPick, SurveysState } from './surveys.ts';

/** Opens the page of a survey, or the list. What was selected on the map is let go: its card would cover the page. */
export const openSurvey = (survey: string | undefined): void => show({ survey, file: undefined });

/** Looks at a file of the outbox before it is sent. */
export const openPreview = (file: string): void => show({ survey: undefined, file });

function show(what: Pick<SurveysState, 'survey' | 'file'>): void {
  setState(({ surveys }) => ({
    ...{ place: 'surveys', selection: [], card: undefined, hovered: undefined },
    surveys: { ...surveys, ...what },
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

/** Takes all that was drawn off the map. */
export const clearSurveyPicture = () => setState({ surveyPicture: undefined, surveyPick: undefined });

/** Draws parts of the open survey anew; the others stay. */
export const changeSurveyPicture = (change: Partial<SurveyPicture>) =>
  setState({ surveyPicture: { ...(getState().surveyPicture ?? nothing), ...change } });
