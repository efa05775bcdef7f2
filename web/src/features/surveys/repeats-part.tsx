import type { SurveyRepeat } from '../../api/survey-types.ts';
import { useFormat } from '../../messages/use-messages.ts';
import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';
import { openSurvey } from '../../state/surveys-actions.ts';
import { Button } from '../../ui/button.tsx';
import { outboxAccount } from '../outbox/outbox-view.ts';
import type { SurveyDesk } from './use-change.ts';
import { surveysChanged } from './use-fresh.ts';

/** The same file or the same walk once more: its author says what that means before it can be submitted. */
export function RepeatsPart({ desk }: { readonly desk: SurveyDesk }) {
  const words = useSurveysMessages().repeats;
  const { repeats } = desk.survey;
  if (repeats.length === 0) return null;
  return (
    <section className="survey-part" aria-label={words.title}>
      <h3>{words.title}</h3>
      <ul className="repeats">
        {repeats.map((repeat) => (
          <RepeatRow key={repeat.survey} repeat={repeat} desk={desk} />
        ))}
      </ul>
    </section>
  );
}

function RepeatRow({ repeat, desk }: { readonly repeat: SurveyRepeat; readonly desk: SurveyDesk }) {
  const words = useSurveysMessages().repeats;
  const format = useFormat();
  const { survey, kind, similarity, fileName, author, sentAt, choice } = repeat;
  // The choice that closed the survey can still be taken back by whoever made it.
  const isWithdrawn = choice === 'skip' && desk.survey.author === outboxAccount();
  const choose = (next: 'skip' | 'link' | 'new-visit' | null) => async () => {
    if (await desk.change({ repeats: [{ survey, choice: next }] })) surveysChanged();
  };
  return (
    <li>
      <p>
        {kind === 'same-file' ? words.sameFile : words.sameWalk(format.percent(similarity))}{' '}
        <button type="button" className="text-link" onClick={() => openSurvey(survey)}>
          {fileName}
        </button>
        , {author}, {format.moment(sentAt)}
      </p>
      {choice && <p className="survey-note">{words.chosen[choice]}</p>}
      {(desk.mayChange || isWithdrawn) && (
        <div className="next-buttons">
          {choice ? (
            <Button look="quiet" icon="undo" disabled={desk.isBusy} onClick={() => void choose(null)()}>
              {words.again}
            </Button>
          ) : (
            <>
              <Button disabled={desk.isBusy} onClick={() => void choose('skip')()}>
                {words.skip}
              </Button>
              {desk.survey.layer === 'survey-track' && (
                <Button disabled={desk.isBusy} onClick={() => void choose('link')()}>
                  {words.link}
                </Button>
              )}
              <Button disabled={desk.isBusy} onClick={() => void choose('new-visit')()}>
                {words.newVisit}
              </Button>
            </>
          )}
        </div>
      )}
    </li>
  );
}
