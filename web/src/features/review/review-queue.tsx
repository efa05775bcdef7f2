import { roleMay } from '@phen-dau/geodata';
import { type KeyboardEvent, useState } from 'react';
import type { SurveyBrief } from '../../api/survey-types.ts';
import { useFormat, useMessages, useSay } from '../../messages/use-messages.ts';
import { useReviewMessages } from '../../messages/use-review-messages.ts';
import { findDescription, useStore } from '../../state/store.ts';
import { openSurvey } from '../../state/surveys-actions.ts';
import { Button } from '../../ui/button.tsx';
import { VirtualRows } from '../../ui/virtual-rows.tsx';
import { useWaiting } from './waiting.ts';
import './review.css';

const rowHeight = 60;
/** Shown at first, so that the list of all surveys below is not pushed out of sight. */
const mostAtFirst = 5;

/** What waits for a decision, for those who may decide. */
export function ReviewQueue() {
  const mayReview = useStore(
    ({ session }) => session.state === 'signed-in' && roleMay(session.account.role, 'survey.review'),
  );
  return mayReview ? <Queue /> : null;
}

function Queue() {
  const words = useReviewMessages();
  const { problem } = useMessages();
  const format = useFormat();
  const { surveys, failed, again } = useWaiting();
  const [all, setAll] = useState(false);
  if (failed && !surveys) {
    return (
      <div className="review-message" role="alert">
        <p>{words.queue.failed}</p>
        <Button onClick={again}>{problem.tryAgain}</Button>
      </div>
    );
  }
  if (!surveys || surveys.length === 0) return null;
  // What one may decide on comes before one's own.
  const sorted = [...surveys.filter(({ may }) => may.decide), ...surveys.filter(({ may }) => !may.decide)];
  const count = format.whole(sorted.length);
  return (
    <section className="review-queue" aria-label={words.queue.title}>
      <h3>
        {words.queue.title} <b>{count}</b>
      </h3>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: two more keys for the rows, which have their own */}
      <div onKeyDown={stepWithLetters}>
        <VirtualRows
          label={words.queue.list}
          rows={all ? sorted : sorted.slice(0, mostAtFirst)}
          rowHeight={rowHeight}
          keyOf={({ id }) => id}
          onOpen={({ id }) => openSurvey(id)}
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

/** J and K move as the arrows do. */
function stepWithLetters(event: KeyboardEvent): void {
  const key = { j: 'ArrowDown', k: 'ArrowUp' }[event.key.toLowerCase()];
  if (!key || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.target.dispatchEvent(new globalThis.KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
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
        {layer ? say(layer.title) : survey.layer} · {words.queue.sent(survey.author, format.moment(survey.createdAt))}
      </span>
    </>
  );
}
