import { type ResourceLimits, Worker } from 'node:worker_threads';

/** What runs beside the API's own thread; in the built server each is a file of its own beside the server. */
const threads = {
  'survey-thread': './surveys/survey-thread.ts',
  'coverage-thread': './coverage/coverage-thread.ts',
} as const;

/** Starts a thread that does not keep the process alive. Whoever starts it listens for `exit` and ends it. */
export function startThread(name: keyof typeof threads, resourceLimits: ResourceLimits = {}): Worker {
  // Not written as `import.meta` and `url` in one, because the build puts the source's own address in place of that.
  const { url } = import.meta;
  const fromSources = url.endsWith('.ts');
  const file = new URL(fromSources ? './thread-from-sources.js' : `./${name}.mjs`, url);
  const started = new Worker(file, {
    name,
    resourceLimits,
    ...(fromSources && { workerData: new URL(threads[name], url).href }),
  });
  started.unref();
  return started;
}
