import type { CoverageWorks } from '@phen-dau/geodata';
import type { CoverageShape } from '../../map/coverage-style.ts';
import { type EngineAnswer, type EngineQuestion, openEngine } from './engine.ts';

interface OpenEngine {
  readonly path: string;
  /** Null: the province. */
  readonly postId: string | null;
}

/** To the worker: which works to read, once, then questions. */
export type EngineRequest = { readonly open: OpenEngine } | EngineQuestion;
export type EngineReply =
  | { readonly state: 'open' | 'failed' }
  | EngineAnswer
  | { readonly belt: readonly CoverageShape[] };

/** The belt is a picture only, and dearer than all numbers together: it waits until the sliders stand still. */
const beltDelayMilliseconds = 300;

const reply = (message: EngineReply) => postMessage(message);
let engine: ReturnType<typeof openEngine> | undefined;
let beltTimer: ReturnType<typeof setTimeout> | undefined;
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
  clearTimeout(beltTimer);
  if (found.ribbon === 'network') beltTimer = setTimeout(() => void drawBelt(), beltDelayMilliseconds);
}

async function drawBelt(): Promise<void> {
  // A picture that cannot be drawn is left out.
  const belt = await engine?.belt().catch(() => undefined);
  if (belt) reply({ belt });
}
