import { useStore } from '../../state/store.ts';
import { PreviewPage } from '../outbox/preview/preview-page.tsx';
import { SurveyList } from './survey-list.tsx';
import { SurveyPage } from './survey-page.tsx';
import './surveys.css';

/** The work place "Khảo sát": the page of a survey, a file before it is sent, or the list. */
export function SurveysPanel() {
  const { survey, file } = useStore(({ surveys }) => surveys);
  if (survey === undefined && file !== undefined) return <PreviewPage key={file} file={file} />;
  return survey === undefined ? <SurveyList /> : <SurveyPage key={survey} id={survey} />;
}
