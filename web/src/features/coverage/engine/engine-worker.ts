import type { CoverageWorks } from '@phen-dau/geodata';
import type { Ribbon } from '../../../state/coverage.ts';
import { type DrawnReach, type EngineAnswer, type EngineQuestion, openEngine } from './engine.ts';

interface OpenEngine {
  readonly path: string;
  /** Null: the province. */
  readonly postId: string | null;
}

/** To the worker: which works to read, once, then questions. */
export type EngineRequest = { readonly open: OpenEngine } | EngineQuestion;
export type EngineReply = { readonly state: 'open' | 'failed' } | EngineAnswer | DrawnReach;

/** What Turf draws is a picture only, and dearer than all numbers together: it waits until the sliders stand still. */
const reachDelayMilliseconds = 300;

const reply = (message: EngineReply) => postMessage(message);
let engine: ReturnType<typeof openEngine> | undefined;
let reachTimer: ReturnType<typeof setTimeout> | undefined;
let waiting: EngineQuestion | undefined;

addEventListener('message', ({ data }: MessageEvent<EngineRequest>) => {
  if ('open' in data) void open(data.open);
  else {
    // While a slider moves questions come faster than answers: only the last one that has come is answered.
    if (!waiting) setTimeout(answerWaiting);
    waiting = data;
  }
});

async function open({ path, postId }: OpenEngine): Promise<void> {
  try {
    const response = await fetch(path, { headers: { accept: 'application/json' } });
    if (!response.ok) throw new Error(`The works were refused: ${response.status}`);
    engine = openEngine((await response.json()) as CoverageWorks, postId);
    reply({ state: 'open' });
  } catch {
    reply({ state: 'failed' });
  }
}

function answerWaiting(): void {
  const question = waiting;
  waiting = undefined;
  const found = question && engine?.answer(question);
  if (!found) return;
  reply(found);
  clearTimeout(reachTimer);
  const { ribbon } = found;
  if (ribbon === 'network' || ribbon === 'lit') {
    reachTimer = setTimeout(() => void drawReach(ribbon), reachDelayMilliseconds);
  }
}

async function drawReach(ribbon: Ribbon): Promise<void> {
  // A picture that cannot be drawn is left out.
  const drawn = await engine?.reach(ribbon).catch(() => undefined);
  if (drawn) reply(drawn);
}
