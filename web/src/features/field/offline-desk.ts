import { create } from 'zustand';
import { areaCache } from '../../state/area-cache.ts';
import { deviceDatabase } from '../../state/device-database.ts';
import { useRecording } from '../../state/recording.ts';
import { getState, useStore } from '../../state/store.ts';
import { useOutbox } from '../../state/surveys-outbox.ts';
import { refreshArea, useOfflineArea } from './offline-area.ts';
import { isPageKept, keepFirstAnswers, keepPage, letPageGo } from './offline-page.ts';

/** Whether this page opens without a network, for who is signed in. */
export const useOfflinePage = create<{ readonly isKept: boolean }>()(() => ({ isKept: false }));

/**
 * Keeps the page on this device while there is something on it that a person must come to without a network: a recording, a
 * file that waits, or an area they have saved. Nobody else is given a service worker. It goes with the next opening that finds
 * nothing, not with each file that has been sent, since whoever sends one sends the next. Returns how to stop.
 */
export function keepPageWhileNeeded(): () => void {
  const stops = [
    useStore.subscribe(({ session, reachable }, before) => {
      if (session !== before.session) refreshArea();
      if (session !== before.session) settle({ mayLetGo: true });
      else if (reachable !== before.reachable) settle({ mayLetGo: false });
    }),
    useOutbox.subscribe(({ items }, before) => items.length !== before.items.length && settle({ mayLetGo: false })),
    useRecording.subscribe(({ key }, before) => key !== before.key && settle({ mayLetGo: false })),
    useOfflineArea.subscribe(({ saved }, before) => saved !== before.saved && settle({ mayLetGo: true })),
  ];
  refreshArea();
  settle({ mayLetGo: true });
  return () => {
    for (const stop of stops) stop();
  };
}

let settling = Promise.resolve();

interface Settling {
  /** Whether the page goes when nothing needs it. */
  readonly mayLetGo: boolean;
}

/** One after the other: what is let go must not be kept by an earlier wish. */
function settle(how: Settling): void {
  // Without a network it is tried again when the server answers.
  settling = settling.then(() => settleNow(how)).catch(() => undefined);
}

let answersOf: string | undefined;

async function settleNow({ mayLetGo }: Settling): Promise<void> {
  const { session, reachable } = getState();
  // Absent where the page did not come over https.
  if (session.state !== 'signed-in' || !navigator.serviceWorker || !globalThis.caches) return;
  const { username, clearance } = session.account;
  const need = await needOf(username);
  const isOwn = need === 'own' && clearance !== 'restricted';
  if (isOwn && reachable && (answersOf !== username || !(await isPageKept()))) {
    await keepFirstAnswers(username);
    await keepPage();
    answersOf = username;
  } else if (!isOwn && mayLetGo) {
    answersOf = undefined;
    if (need === 'none') await letPageGo();
    else await caches.delete(areaCache);
  }
  useOfflinePage.setState({ isKept: isOwn && (await isPageKept()) });
}

/** Whether something lies here of this account, of others only, or nothing. */
async function needOf(username: string): Promise<'own' | 'others' | 'none'> {
  const { saved, share } = useOfflineArea.getState();
  const database = await deviceDatabase();
  const count = async (of?: string) =>
    (await database.countFromIndex('item', 'account', of)) +
    (await database.countFromIndex('recording', 'account', of));
  if (saved || share !== undefined || (await count(username)) > 0) return 'own';
  return (await count()) > 0 ? 'others' : 'none';
}
