import workerUrl from './preview-worker.ts?worker&url';

export { workerUrl };

/** Has the browser keep what reads files, so that it is there when the network is not. */
export const fetchReaders = (): void => void fetch(workerUrl, { priority: 'low' }).catch(() => undefined);
