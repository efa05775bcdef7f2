// @ts-check
// What starts a thread from sources (tests, commands): Node 20 cannot read TypeScript by itself and a worker does not inherit
// a loader. The built server has each thread as a file of its own and does not come here.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData);
