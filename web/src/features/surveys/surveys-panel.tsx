import { useStore } from '../../state/store.ts';
import { SurveyList } from './survey-list.tsx';
import { SurveyPage } from './survey-page.tsx';
import './surveys.css';

/** The work place "Khảo sát": the page of a survey, or all of them. */
export function SurveysPanel() {
  const survey = useStore(({ surveys }) => surveys.survey);
  return survey === undefined ? <SurveyList /> : <SurveyPage key={survey} id={survey} />;
}
