import { ProblemError, UnreachableError } from '../../api/request.ts';
import type { Survey } from '../../api/survey-types.ts';
import { uploadSurvey } from '../../api/survey-upload.ts';
import { surveysMessages } from '../../messages/use-surveys-messages.ts';
import { findDescription, getState } from '../../state/store.ts';
import { openSurvey } from '../../state/surveys-actions.ts';
import { type OutboxFailure, type OutboxItem, useOutbox } from '../../state/surveys-outbox.ts';
import { notify } from '../../ui/notices.tsx';
import { wordsOfFailure } from '../surveys/notify-failure.ts';
import { surveysChanged } from '../surveys/use-fresh.ts';
import { changeItem, readBytes, readItem, readItems, removeItem } from './outbox-database.ts';
import { sendPhotos } from './outbox-photos.ts';
import { outboxAccount, refreshOutbox } from './outbox-view.ts';
import { tableShape } from './table-shape.ts';

let current: { readonly key: string; readonly cancel: AbortController } | undefined;
let isRunning = false;
const tooManyAtOnce = 429;
/** Also when the server, or what stands before it, has said that it is in trouble. */
const defaultWaitSeconds = 30;

/** Ends the transfer of a file, if it is the one under way. */
export function stopSending(key: string): void {
  if (current?.key === key) current.cancel.abort();
}

/** Sends what is ready, one after the other. Of several tabs one does; the others find the outbox empty after it. */
export async function sendAll(): Promise<void> {
  if (isRunning) return;
  isRunning = true;
  try {
    await navigator.locks.request('phen-dau-outbox', sendReady);
  } catch {
    useOutbox.setState({ state: 'failed' });
  } finally {
    isRunning = false;
    await refreshOutbox();
  }
}

async function sendReady(): Promise<void> {
  const sent: Sent[] = [];
  for (;;) {
    const account = outboxAccount();
    const items = account === undefined ? [] : await readItems(account);
    const next = items.find(({ isReady, layer, failure }) => isReady && layer !== undefined && !failure);
    if (!next) break;
    const outcome = await sendOne(next);
    if (outcome === 'wait') break;
    // Photos that were added later show themselves on the page of their survey.
    if (outcome !== 'kept' && next.bytes > 0) sent.push(outcome);
    await refreshOutbox();
  }
  const { place, surveys } = getState();
  const [only] = sent;
  // One file sent from the list: its page is what comes next, and says itself that the file has arrived whole.
  if (sent.length === 1 && only && place === 'surveys' && surveys.survey === undefined) openSurvey(only.id);
  else for (const { fileName } of sent) notify('done', wordsNow().sent(fileName));
}

const wordsNow = () => surveysMessages[getState().language].outbox;

/** A survey that has arrived with all of its photos. */
type Sent = Pick<Survey, 'id' | 'fileName'>;

/** `wait`: it stays ready for when the server answers again; `kept`: it stays for a person to look at. */
async function sendOne(item: OutboxItem): Promise<'wait' | 'kept' | Sent> {
  const { key } = item;
  const cancel = new AbortController();
  current = { key, cancel };
  useOutbox.setState({ sending: { key, share: 0 } });
  try {
    const sent = await sendFile(item, cancel.signal);
    return sent === 'kept' ? sent : await settle(item, sent, cancel.signal);
  } catch (error) {
    if (cancel.signal.aborted) {
      // Removed, or stopped, which the database says; anything else would start it again at once.
      await changeItem(key, (kept) => ({ ...kept, isReady: false }));
      return 'kept';
    }
    if (error instanceof UnreachableError) return 'wait';
    if (!(error instanceof ProblemError)) throw error;
    if (error.status === 401) return 'wait';
    if (error.status === tooManyAtOnce || error.status >= 500) {
      setTimeout(() => void sendAll(), (error.retryAfterSeconds ?? defaultWaitSeconds) * 1000);
      return 'wait';
    }
    return fail(key, { kind: 'refused', text: wordsOfFailure(error) });
  } finally {
    current = undefined;
    useOutbox.setState({ sending: undefined });
  }
}

/** Sends the file, unless it has arrived already and only photos are left; it has arrived when the receipt is for these very bytes. */
async function sendFile(item: OutboxItem, signal: AbortSignal): Promise<'kept' | Sent> {
  const { key, laterKey = key, name, layer, sha256, replaces, photos = [] } = item;
  if (item.survey !== undefined) return { id: item.survey, fileName: name };
  const bytes = await readBytes(key);
  if (!bytes || layer === undefined) return fail(key, { kind: 'refused', text: wordsNow().lost });
  const shape = tableShape(findDescription(getState(), layer)?.geometry);
  const wanted = { bytes, sha256, name, layer, key: laterKey };
  const survey = await uploadSurvey(
    { ...wanted, ...(shape && { table: { shape } }), ...(replaces && { replaces }) },
    {
      signal,
      onProgress: (sent, all) => showShare(key, all > 0 ? sent / all : 1),
      onKept: (share) => useOutbox.setState(({ arrived }) => ({ arrived: { ...arrived, [key]: share } })),
    },
  );
  surveysChanged();
  if (survey.receipt.sha256 !== sha256) {
    notify('problem', wordsNow().differs(name));
    return fail(key, { kind: 'differs', survey: survey.id, sha256: survey.receipt.sha256 });
  }
  if (photos.length > 0) await changeItem(key, (kept) => ({ ...kept, survey: survey.id }));
  return survey;
}

/** The file leaves only when each of its photos has arrived too. */
async function settle(item: OutboxItem, sent: Sent, signal: AbortSignal): Promise<'kept' | Sent> {
  const { key, bytes, sha256, photos = [] } = item;
  const problem = await sendPhotos(key, sent.id, photos, {
    signal,
    onProgress: (done, all) => showShare(key, all > 0 ? done / all : 1),
  });
  if (photos.length > 0) surveysChanged();
  if (problem !== undefined) return fail(key, { kind: 'refused', text: problem });
  await removeItem(key);
  // Photos that were added later prove nothing of the file.
  if (bytes > 0) useOutbox.setState(({ proven }) => ({ proven: { ...proven, [sent.id]: sha256 } }));
  return sent;
}

const showShare = (key: string, share: number) => useOutbox.setState({ sending: { key, share } });

async function fail(key: string, failure: OutboxFailure): Promise<'kept'> {
  if (await readItem(key)) await changeItem(key, (item) => ({ ...item, isReady: false, failure }));
  return 'kept';
}
