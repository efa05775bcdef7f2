// @ts-check
// What starts the reading thread from sources (tests, commands): Node 20 cannot read TypeScript by itself and a worker does
// not inherit a loader. The built server has the thread as a file of its own and does not come here.
import { register } from 'tsx/esm/api';

register();
await import(new URL('./survey-thread.ts', import.meta.url).href);
