import { surveyStateTitles } from '@phen-dau/geodata';
import { type SurveyBrief, surveyStates } from '../../api/survey-types.ts';
import { useFormat, useMessages, useSay } from '../../messages/use-messages.ts';
import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';
import { findDescription, useStore } from '../../state/store.ts';
import { filterSurveys, openSurvey } from '../../state/surveys-actions.ts';
import { Button } from '../../ui/button.tsx';
import { FilterChoice } from '../../ui/filter-choice.tsx';
import { OfflinePart } from '../field/offline-part.tsx';
import { RecordStart } from '../field/record-start.tsx';
import { OutboxList } from '../outbox/outbox-list.tsx';
import { SendBar } from '../outbox/send-bar.tsx';
import { ReviewQueue } from '../review/review-queue.tsx';
import { StateMark } from './state-mark.tsx';
import { useQueue } from './use-queue.ts';

/** The surveys one may see, counted by state. */
export function SurveyList() {
  const words = useSurveysMessages();
  const { problem } = useMessages();
  const filter = useStore(({ surveys }) => surveys.filter);
  const queue = useQueue(filter);
  const { state, surveys, counts } = queue;
  return (
    <div className="surveys">
      <h2 className="visually-hidden">{words.list.title}</h2>
      <SendBar />
      <OutboxList />
      <ReviewQueue />
      <RecordStart />
      <OfflinePart />
      <SurveyFilters counts={counts} />
      {state === 'failed' && surveys.length === 0 && (
        <div className="surveys-message" role="alert">
          <p>{words.list.failed}</p>
          <Button onClick={queue.again}>{problem.tryAgain}</Button>
        </div>
      )}
      {state === 'found' && surveys.length === 0 && (
        <div className="surveys-message">
          <p>{filter === 'all' || filter === 'mine' ? words.list.none : words.list.noneOfState}</p>
          {(filter === 'all' || filter === 'mine') && <p>{words.list.noneMore}</p>}
        </div>
      )}
      <ol className="survey-rows" aria-label={words.list.rows}>
        {surveys.map((survey) => (
          <li key={survey.id}>
            <SurveyRow survey={survey} />
          </li>
        ))}
      </ol>
      {queue.next && (
        <p className="surveys-more">
          <Button onClick={queue.more}>{words.list.more}</Button>
        </p>
      )}
    </div>
  );
}

function SurveyFilters({ counts }: { readonly counts: Readonly<Record<string, number>> | undefined }) {
  const words = useSurveysMessages();
  const format = useFormat();
  const say = useSay();
  const filter = useStore(({ surveys }) => surveys.filter);
  // A state that nothing is in is no choice, unless it is what one looks at.
  const options = ['all', 'mine', ...surveyStates.filter((each) => counts?.[each] || each === filter)] as const;
  const all = surveyStates.reduce((sum, each) => sum + (counts?.[each] ?? 0), 0);
  return (
    <FilterChoice
      label={words.list.filter}
      name="survey-filter"
      value={filter}
      options={options.map((value) => ({
        value,
        text: value === 'all' || value === 'mine' ? words.list[value] : say(surveyStateTitles[value]),
        count: value === 'mine' || !counts ? undefined : format.whole(value === 'all' ? all : (counts[value] ?? 0)),
      }))}
      onChange={filterSurveys}
    />
  );
}

function SurveyRow({ survey }: { readonly survey: SurveyBrief }) {
  const words = useSurveysMessages();
  const format = useFormat();
  const say = useSay();
  const layer = useStore((state) => findDescription(state, survey.layer));
  const { receipt, errors } = survey;
  return (
    <button type="button" className="survey-row" onClick={() => openSurvey(survey.id)}>
      <span className="survey-row-name">{survey.fileName}</span>
      <StateMark state={survey.state} />
      <span className="survey-row-more">
        {layer ? say(layer.title) : survey.layer} · {words.list.features(format.whole(receipt.accepted))}
        {errors > 0 && <em> · {words.list.errors(format.whole(errors))}</em>}
      </span>
      <span className="survey-row-more survey-row-end">
        {survey.author}, {format.moment(survey.createdAt)}
      </span>
    </button>
  );
}
