import { useEffect, useState } from 'react';
import { useFieldMessages } from '../../messages/use-field-messages.ts';
import { useFormat, useSay } from '../../messages/use-messages.ts';
import { type RecordingProblem, useRecording } from '../../state/recording.ts';
import { findDescription, useStore } from '../../state/store.ts';
import { Button } from '../../ui/button.tsx';
import { notify } from '../../ui/notices.tsx';
import { MarkForm } from './mark-form.tsx';
import { keepPageWhileNeeded } from './offline-desk.ts';
import {
  discardRecording,
  finishRecording,
  keepRecordings,
  pauseRecording,
  saveRecording,
  startRecording,
} from './record.ts';
import { useTick } from './use-tick.ts';
import './record-bar.css';

type Asking = 'nothing' | 'mark' | 'kind' | 'discard';

/** Takes up what the person who signs in has left, and keeps the page they will need to come to it; shows nothing. */
export function RecordDesk() {
  useEffect(() => keepRecordings(), []);
  useEffect(keepPageWhileNeeded, []);
  return null;
}

/** What is being recorded, over the map while one walks: how far, how long, how exactly, and what one may do. */
export function RecordBar() {
  const words = useFieldMessages();
  const { state, last, inaccurate, isFound, problem } = useRecording();
  const [asking, setAsking] = useState<Asking>('nothing');
  const format = useFormat();
  const isOwnerHere = useStore(({ session }) => session.state === 'signed-in');
  if (state === 'off') return null;
  // Unseen and not gone while its session has ended: a mark that was being written is there again.
  return (
    <section className="sheet record-bar" aria-label={words.title} hidden={!isOwnerHere}>
      <p className="record-state" data-state={state} role="status">
        {words.state[state]}
      </p>
      <Figures />
      {problem ? (
        <p className="record-problem" role="alert">
          {words.problem[problem]}
        </p>
      ) : (
        state === 'recording' && !last && <p className="record-hint">{words.waiting}</p>
      )}
      {isFound && asking !== 'mark' && <p className="record-hint">{words.interrupted}</p>}
      {inaccurate > 0 && asking !== 'mark' && (
        <p className="record-hint">{words.inaccurate(format.whole(inaccurate))}</p>
      )}
      {asking === 'mark' && <MarkForm onDone={() => setAsking('nothing')} />}
      {asking === 'kind' && <KindQuestion onDone={() => setAsking('nothing')} />}
      {asking === 'discard' && <DiscardQuestion onDone={() => setAsking('nothing')} />}
      {asking === 'nothing' && <Actions onAsk={setAsking} />}
    </section>
  );
}

/** For the door, when it stands before somebody who is recording: that nothing of the walk is lost by it. */
export function RecordNote() {
  const words = useFieldMessages();
  const { state, problem } = useRecording();
  if (state === 'off') return null;
  return (
    <p className="record-note" role="status">
      {problem && state === 'paused' ? words.problem[problem] : words.sessionEnded[state]}
    </p>
  );
}

function Figures() {
  const words = useFieldMessages();
  const format = useFormat();
  const { lengthMetres, last, startedAt, marks, state } = useRecording();
  useTick({ isWanted: state === 'recording' });
  return (
    <dl className="record-figures">
      <div>
        <dt>{words.length}</dt>
        <dd data-figure="length">{format.length(lengthMetres)}</dd>
      </div>
      <div>
        <dt>{words.time}</dt>
        <dd>{clock((last?.at ?? Date.now()) - startedAt)}</dd>
      </div>
      {last && (
        <div>
          <dt>{words.accuracy}</dt>
          <dd>± {format.whole(last.accuracyMetres)} m</dd>
        </div>
      )}
      {marks.length > 0 && (
        <div>
          <dt>{words.marks}</dt>
          <dd>{format.whole(marks.length)}</dd>
        </div>
      )}
    </dl>
  );
}

function Actions({ onAsk }: { readonly onAsk: (what: Asking) => void }) {
  const words = useFieldMessages();
  const { state, last, problem } = useRecording();
  const finish = () => {
    pauseRecording();
    onAsk('kind');
  };
  return (
    <div className="record-actions">
      {state === 'recording' ? (
        <>
          <Button look="strong" icon="pin" onClick={() => onAsk('mark')}>
            {words.mark}
          </Button>
          <Button icon="pause" onClick={pauseRecording}>
            {words.pause}
          </Button>
        </>
      ) : (
        <Button look="strong" icon="play" onClick={() => void startRecording()}>
          {words.resume}
        </Button>
      )}
      <Button icon="check" disabled={!last} onClick={finish}>
        {words.finish}
      </Button>
      {state === 'paused' && isForWantOfRoom(problem) && (
        <Button icon="download" onClick={() => void saveRecording().catch(() => notify('problem', words.notSaved))}>
          {words.save}
        </Button>
      )}
      {state === 'paused' && (
        <Button look="quiet" onClick={() => onAsk('discard')}>
          {words.discard}
        </Button>
      )}
    </div>
  );
}

const isForWantOfRoom = (problem: RecordingProblem | undefined) =>
  problem === 'full' || problem === 'not-kept' || problem === 'not-moved';

/**
 * What the walk was, asked at its end in the words of the register: effort counts patrols alone, and who walked knows. Where
 * nobody says, the file says nothing either.
 */
function KindQuestion({ onDone }: { readonly onDone: () => void }) {
  const words = useFieldMessages();
  const say = useSay();
  const kinds = useStore((state) =>
    findDescription(state, 'survey-track')?.fields.find(({ key }) => key === 'kind'),
  )?.vocabulary;
  const finish = async (kind?: string) => {
    if (!(await finishRecording(kind))) onDone();
  };
  return (
    <>
      <p role="alert">{words.kind}</p>
      <p className="record-hint">{words.kindMore}</p>
      <div className="record-actions">
        {Object.entries(kinds ?? {}).map(([kind, { label }]) => (
          <Button key={kind} look="strong" onClick={() => void finish(kind)}>
            {say(label)}
          </Button>
        ))}
        <Button onClick={() => void finish()}>{words.kindLater}</Button>
        <Button look="quiet" onClick={onDone}>
          {words.cancel}
        </Button>
      </div>
    </>
  );
}

function DiscardQuestion({ onDone }: { readonly onDone: () => void }) {
  const words = useFieldMessages();
  return (
    <>
      <p role="alert">{words.discardSure}</p>
      <div className="record-actions">
        <Button look="strong" onClick={onDone}>
          {words.keep}
        </Button>
        <Button onClick={() => void discardRecording()}>{words.discardNow}</Button>
      </div>
    </>
  );
}

/** Hours, minutes and seconds as a watch shows them. */
function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
