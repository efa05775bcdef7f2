import { type KeyboardEvent, useState } from 'react';
import type { SurveyBrief } from '../../api/survey-types.ts';
import { useFormat, useMessages, useSay } from '../../messages/use-messages.ts';
import { useReviewMessages } from '../../messages/use-review-messages.ts';
import { findDescription, useStore } from '../../state/store.ts';
import { openSurvey } from '../../state/surveys-actions.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { groupState, withChosen } from '../../ui/chosen.ts';
import { VirtualRows } from '../../ui/virtual-rows.tsx';
import { type BulkAct, useBulk } from './bulk/bulk.ts';
import { BulkDialog } from './bulk/bulk-dialog.tsx';
import { BulkProgress } from './bulk/bulk-progress.tsx';
import { useMayReview } from './may-review.ts';
import { decidable, useWaiting } from './waiting.ts';
import './review.css';
import './bulk/bulk.css';

const rowHeight = 60;
/** Shown at first, so that the list of all surveys below is not pushed out of sight. */
const mostAtFirst = 5;
const nobody: ReadonlySet<string> = new Set();

/** What waits for a decision, for those who may decide. */
export function ReviewQueue() {
  return useMayReview() ? <Queue /> : null;
}

function Queue() {
  const words = useReviewMessages();
  const { problem } = useMessages();
  const format = useFormat();
  const { surveys, failed, again } = useWaiting();
  const [all, setAll] = useState(false);
  const [chosenIds, setChosenIds] = useState<ReadonlySet<string>>(nobody);
  const [asked, setAsked] = useState<BulkAct>();
  const isRunning = useBulk(({ bulk }) => bulk !== undefined && bulk.state !== 'over');
  if (failed && !surveys) {
    return (
      <div className="review-message" role="alert">
        <p>{words.queue.failed}</p>
        <Button onClick={again}>{problem.tryAgain}</Button>
      </div>
    );
  }
  if (!surveys || surveys.length === 0) return <BulkProgress />;
  // What one may decide on comes before one's own.
  const sorted = [...surveys.filter(({ may }) => may.decide), ...surveys.filter(({ may }) => !may.decide)];
  const count = format.whole(sorted.length);
  const mine = decidable(sorted);
  const chosen = mine.filter(({ id }) => chosenIds.has(id));
  const choose = (rows: readonly SurveyBrief[], isChosen: boolean) => {
    const ids = decidable(rows).map(({ id }) => id);
    setChosenIds(withChosen(chosenIds, ids, isChosen));
  };
  const chooseAll = (isChosen: boolean) => {
    choose(mine, isChosen);
    // Nothing is chosen out of sight.
    if (isChosen) setAll(true);
  };
  const isChosen = ({ id, may }: SurveyBrief) => (may.decide ? chosenIds.has(id) : undefined);
  const choiceLabel = ({ fileName }: SurveyBrief) => words.bulk.choose(fileName);
  return (
    <section className="review-queue" aria-label={words.queue.title}>
      <h3>
        {words.queue.title} <b>{count}</b>
      </h3>
      <BulkProgress />
      {mine.length > 1 && !isRunning && (
        <ChooseBar chosen={chosen.length} all={mine.length} onChooseAll={chooseAll} onAsk={setAsked} />
      )}
      {asked && (
        <BulkDialog
          act={asked}
          surveys={chosen}
          onClose={() => setAsked(undefined)}
          onStarted={() => setChosenIds(nobody)}
        />
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: two more keys for the rows, which have their own */}
      <div onKeyDown={stepWithLetters}>
        <VirtualRows
          label={words.queue.list}
          rows={all ? sorted : sorted.slice(0, mostAtFirst)}
          rowHeight={rowHeight}
          keyOf={({ id }) => id}
          onOpen={({ id }) => openSurvey(id)}
          {...(mine.length > 1 && !isRunning && { choice: { isChosen, label: choiceLabel, onChoose: choose } })}
        >
          {(survey) => <QueueRow survey={survey} />}
        </VirtualRows>
      </div>
      {!all && sorted.length > mostAtFirst && (
        <Button look="quiet" onClick={() => setAll(true)}>
          {words.queue.all(count)}
        </Button>
      )}
    </section>
  );
}

interface ChooseBarProps {
  /** How many are chosen, of how many that can be. */
  readonly chosen: number;
  readonly all: number;
  readonly onChooseAll: (isChosen: boolean) => void;
  readonly onAsk: (act: BulkAct) => void;
}

/** One box for all of them; what can be done with the chosen ones stands beside it once there are some. */
function ChooseBar({ chosen, all, onChooseAll, onAsk }: ChooseBarProps) {
  const words = useReviewMessages();
  const format = useFormat();
  return (
    <div className="review-choose">
      <Checkbox state={groupState(chosen, all)} onChange={onChooseAll}>
        {chosen === 0 ? words.bulk.chooseAll : words.bulk.chosen(format.whole(chosen))}
      </Checkbox>
      {chosen > 0 && (
        <>
          <Button look="strong" icon="check" onClick={() => onAsk('approve')}>
            {words.act.approve}
          </Button>
          <Button icon="undo" onClick={() => onAsk('reject')}>
            {words.act.reject}
          </Button>
        </>
      )}
    </div>
  );
}

/** J and K move as the arrows do. */
function stepWithLetters(event: KeyboardEvent): void {
  const key = { j: 'ArrowDown', k: 'ArrowUp' }[event.key.toLowerCase()];
  if (!key || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const { shiftKey } = event;
  event.target.dispatchEvent(
    new globalThis.KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }),
  );
}

function QueueRow({ survey }: { readonly survey: SurveyBrief }) {
  const words = useReviewMessages();
  const format = useFormat();
  const say = useSay();
  const layer = useStore((state) => findDescription(state, survey.layer));
  return (
    <>
      <span className="row-name">{survey.fileName}</span>
      <span className="row-word">{words.queue.features(format.whole(survey.receipt.accepted))}</span>
      <span className="row-more row-wide">
        {!survey.may.decide && <em>{words.queue.own} · </em>}
        {survey.warnings > 0 && <em>{words.queue.warnings(format.whole(survey.warnings))} · </em>}
        {layer ? say(layer.title) : survey.layer} · {words.queue.sent(survey.author, format.moment(survey.createdAt))}
      </span>
    </>
  );
}
