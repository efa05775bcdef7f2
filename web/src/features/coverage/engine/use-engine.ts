import { useEffect, useRef, useState } from 'react';
import { worksPath } from '../../../api/coverage.ts';
import type { DrawnReach, EngineAnswer, EngineQuestion } from './engine.ts';
import type { EngineReply, EngineRequest } from './engine-worker.ts';

export interface Engine {
  readonly ready: boolean;
  readonly answer: EngineAnswer | undefined;
  /** Of the ribbon it was drawn for; it comes a moment after the numbers. */
  readonly reach: DrawnReach | undefined;
  ask(question: Omit<EngineQuestion, 'serial'>): void;
}

/**
 * The engine in a worker, over the works of a post (undefined: of all) as of a day: every slider step is computed there, so the page never waits.
 * Without it (the works could not be read) the server is asked instead. A new `dataVersion` reads the works anew.
 */
export function useEngine(post: string | undefined, asOf: string | undefined, dataVersion: string | undefined): Engine {
  const worker = useRef<Worker>(undefined);
  const serial = useRef(0);
  const [ready, setReady] = useState(false);
  const [answer, setAnswer] = useState<EngineAnswer>();
  const [reach, setReach] = useState<DrawnReach>();
  useEffect(() => {
    // The numbers come first: until the server has told them nothing else is asked of it.
    if (dataVersion === undefined) return;
    const started = new Worker(new URL('./engine-worker.ts', import.meta.url), { type: 'module' });
    worker.current = started;
    started.addEventListener('message', ({ data }: MessageEvent<EngineReply>) => {
      if ('serial' in data) setAnswer(data);
      else if ('reach' in data) setReach(data);
      else setReady(data.state === 'open');
    });
    send(started, { open: { path: worksPath(post, asOf), postId: post ?? null } });
    return () => {
      started.terminate();
      worker.current = undefined;
      setReady(false);
      setAnswer(undefined);
      setReach(undefined);
    };
  }, [post, asOf, dataVersion]);
  return {
    ready,
    answer,
    reach,
    ask: (question) => {
      serial.current += 1;
      if (worker.current) send(worker.current, { serial: serial.current, ...question });
    },
  };
}

const send = (worker: Worker, message: EngineRequest) => worker.postMessage(message);
