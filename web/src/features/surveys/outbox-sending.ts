import { ProblemError, UnreachableError } from '../../api/request.ts';
import type { Survey } from '../../api/survey-types.ts';
import { uploadSurvey } from '../../api/survey-upload.ts';
import { surveysMessages } from '../../messages/use-surveys-messages.ts';
import { findDescription, getState } from '../../state/store.ts';
import { openSurvey } from '../../state/surveys-actions.ts';
import { type OutboxFailure, type OutboxItem, useOutbox } from '../../state/surveys-outbox.ts';
import { notify } from '../../ui/notices.tsx';
import { wordsOfFailure } from './notify-failure.ts';
import { changeItem, readBytes, readItem, readItems, removeItem } from './outbox-database.ts';
import { outboxAccount, refreshOutbox } from './outbox-view.ts';
import { tableShape } from './table-shape.ts';
import { surveysChanged } from './use-fresh.ts';

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
  const sent: Survey[] = [];
  for (;;) {
    const account = outboxAccount();
    const items = account === undefined ? [] : await readItems(account);
    const next = items.find(({ isReady, layer, failure }) => isReady && layer !== undefined && !failure);
    if (!next) break;
    const outcome = await sendOne(next);
    if (outcome === 'wait') break;
    if (outcome !== 'kept') sent.push(outcome);
    await refreshOutbox();
  }
  const { place, surveys } = getState();
  const [only] = sent;
  // One file sent from the list: its page is what comes next, and says itself that the file has arrived whole.
  if (sent.length === 1 && only && place === 'surveys' && surveys.survey === undefined) openSurvey(only.id);
  else for (const { fileName } of sent) notify('done', wordsNow().sent(fileName));
}

const wordsNow = () => surveysMessages[getState().language].outbox;

/** `wait`: it stays ready for when the server answers again; `kept`: it stays for a person to look at. */
async function sendOne(item: OutboxItem): Promise<'wait' | 'kept' | Survey> {
  const { key, name, layer } = item;
  const bytes = await readBytes(key);
  if (!bytes || layer === undefined) return fail(key, { kind: 'refused', text: wordsNow().lost });
  const shape = tableShape(findDescription(getState(), layer)?.geometry);
  const cancel = new AbortController();
  current = { key, cancel };
  useOutbox.setState({ sending: { key, share: 0 } });
  try {
    const survey = await uploadSurvey(
      {
        bytes,
        name,
        layer,
        key,
        ...(shape && { table: { shape } }),
        ...(item.replaces && { replaces: item.replaces }),
      },
      {
        signal: cancel.signal,
        onProgress: (sent, all) => useOutbox.setState({ sending: { key, share: all > 0 ? sent / all : 1 } }),
      },
    );
    return await settle(item, survey);
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

/** A file leaves only when the receipt is for these very bytes. */
async function settle({ key, name, sha256 }: OutboxItem, survey: Survey): Promise<'kept' | Survey> {
  const words = wordsNow();
  surveysChanged();
  if (survey.receipt.sha256 !== sha256) {
    notify('problem', words.differs(name));
    return fail(key, { kind: 'differs', survey: survey.id, sha256: survey.receipt.sha256 });
  }
  await removeItem(key);
  useOutbox.setState(({ proven }) => ({ proven: { ...proven, [survey.id]: sha256 } }));
  return survey;
}

async function fail(key: string, failure: OutboxFailure): Promise<'kept'> {
  if (await readItem(key)) await changeItem(key, (item) => ({ ...item, isReady: false, failure }));
  return 'kept';
}
