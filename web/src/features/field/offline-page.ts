import { readAccount } from '../../api/client.ts';
import { areaCache, firstQuestions, whoAmI } from '../../state/area-cache.ts';

/** Fetching all the files of the page over a bad network. */
const patienceMilliseconds = 180_000;

/** Keeps the files of the page, so that it opens without a network; throws where they cannot be kept whole. */
export async function keepPage(): Promise<void> {
  const registration = await navigator.serviceWorker.register('/service-worker.js');
  // One of an earlier version of the page would not understand the question.
  if (registration.active) await registration.update().catch(() => undefined);
  const coming = registration.installing ?? registration.waiting;
  const worker = coming ? await whenActive(coming) : registration.active;
  if (!worker) throw new Error('There is no worker');
  // Asked each time: a worker that was to go and is wanted again is not installed anew.
  const { port1: answer, port2: port } = new MessageChannel();
  const outcome = new Promise<unknown>((done, failed) => {
    answer.onmessage = ({ data }) => done(data);
    AbortSignal.timeout(patienceMilliseconds).onabort = failed;
  });
  worker.postMessage('keep-page', [port]);
  if ((await outcome) !== 'kept') throw new Error('The page could not be kept');
}

function whenActive(worker: ServiceWorker): Promise<ServiceWorker> {
  return new Promise((done, failed) => {
    const look = () => {
      if (worker.state === 'activated') done(worker);
      else if (worker.state === 'redundant') failed(new Error('The worker could not be installed'));
    };
    worker.addEventListener('statechange', look);
    look();
  });
}

/** Keeps what the page asks first, as the server answers it now to this account; throws where it answers somebody else. */
export async function keepFirstAnswers(username: string): Promise<void> {
  if ((await readAccount()).username !== username) throw new Error('Somebody else has signed in');
  const cache = await caches.open(areaCache);
  for (const path of firstQuestions) {
    const answer = await fetch(path, { headers: { accept: 'application/json, */*' } });
    if (answer.ok) await cache.put(path, answer);
    // A server without a base map says so by 404.
    else if (answer.status !== 404) throw new Error(`${path}: ${answer.status}`);
  }
}

/** Whether the page would open without a network, and for somebody. */
export const isPageKept = async (): Promise<boolean> =>
  (await caches.match('/')) !== undefined && (await caches.match(whoAmI)) !== undefined;

/** Removes the page that would open without a network, with all that is kept beside it. */
export async function letPageGo(): Promise<void> {
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
  const names = (await caches.keys()).filter((name) => name.startsWith('phen-dau-'));
  await Promise.all(names.map((name) => caches.delete(name)));
}
