import type { Survey } from '../../api/survey-types.ts';
import { useFormat, useMessages, useSay } from '../../messages/use-messages.ts';
import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';
import { findDescription, useStore } from '../../state/store.ts';
import { openSurvey } from '../../state/surveys-actions.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { CompareFold } from '../review/compare/compare-fold.tsx';
import { CrsFoldPart, CrsPart } from './crs-part.tsx';
import { CutsPart } from './cuts-part.tsx';
import { EditsPart } from './edits-part.tsx';
import { FiguresPart } from './figures-part.tsx';
import { IssuesPart } from './issues/issues-part.tsx';
import { MappingPart } from './mapping-part.tsx';
import { MatchesPart } from './matches-part.tsx';
import { NextStep } from './next-step.tsx';
import { PhotosPart } from './photos-part.tsx';
import { ProposalsPart } from './proposals-part.tsx';
import { ReceiptPart } from './receipt-part.tsx';
import { RepeatsPart } from './repeats-part.tsx';
import { ReviewSlot } from './review-slot.tsx';
import { StateMark } from './state-mark.tsx';
import { StepsPart } from './steps-part.tsx';
import { TablePart } from './table-part.tsx';
import { useDesk } from './use-change.ts';
import { useSurvey } from './use-survey.ts';
import { useSurveyPicture } from './use-survey-picture.ts';
import './survey-page.css';
import './receipt-part.css';
import './crs-part.css';
import './issues/issues-part.css';
import './decisions-parts.css';

/** One survey: what arrived, what was understood of it, what is wrong and what comes next. */
export function SurveyPage({ id }: { readonly id: string }) {
  const words = useSurveysMessages();
  const { problem } = useMessages();
  const { state, survey, replace, again } = useSurvey(id);
  return (
    <article className="surveys survey-page">
      <header className="survey-head">
        <IconButton size="small" icon="back" label={words.page.back} onClick={() => openSurvey(undefined)} />
        <h2>{survey?.fileName ?? (state === 'missing' || state === 'failed' ? words.list.title : '…')}</h2>
        {survey && <StateMark state={survey.state} />}
      </header>
      {state === 'missing' && <p className="surveys-message">{words.page.missing}</p>}
      {state === 'failed' && (
        <div className="surveys-message" role="alert">
          <p>{words.page.failed}</p>
          <Button onClick={again}>{problem.tryAgain}</Button>
        </div>
      )}
      {survey && <SurveyBody survey={survey} onChanged={replace} />}
    </article>
  );
}

/** What every part of the page is given: the survey as it is, and whom to tell of the server's newer answer. */
export interface SurveyPartProps {
  readonly survey: Survey;
  readonly onChanged: (survey: Survey) => void;
}

function SurveyBody({ survey, onChanged }: SurveyPartProps) {
  const words = useSurveysMessages();
  const format = useFormat();
  const say = useSay();
  const layer = useStore((state) => findDescription(state, survey.layer));
  const desk = useDesk({ survey, onChanged });
  const picture = useSurveyPicture(survey);
  return (
    <>
      <p className="survey-origin">
        {layer ? say(layer.title) : survey.layer} · {words.page.sentBy(survey.author, format.moment(survey.createdAt))}
      </p>
      <NextStep desk={desk} />
      <ReviewSlot survey={survey} picture={picture} onChanged={onChanged} />
      <FiguresPart survey={survey} picture={picture} />
      <CrsPart desk={desk} />
      <RepeatsPart desk={desk} />
      <PhotosPart survey={survey} picture={picture} />
      <IssuesPart desk={desk} picture={picture} />
      <CompareFold survey={survey} picture={picture} />
      <TablePart desk={desk} />
      <MappingPart desk={desk} />
      <CrsFoldPart desk={desk} />
      <EditsPart desk={desk} />
      <CutsPart desk={desk} />
      <MatchesPart survey={survey} />
      <ProposalsPart survey={survey} />
      <ReceiptPart survey={survey} />
      <StepsPart survey={survey} />
    </>
  );
}
