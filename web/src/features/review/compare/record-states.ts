import { useEffect } from 'react';
import { create } from 'zustand';
import { type RecordState, readRecordStates } from '../../../api/survey-review.ts';
import { useStore } from '../../../state/store.ts';

/** States of a feature, newest first, or that they could not be read; absent: not asked or on their way. */
export type KnownStates = readonly RecordState[] | 'failed';

const useKnown = create<{ readonly states: Readonly<Record<string, KnownStates>> }>()(() => ({ states: {} }));

/** Questions at once: the server has other readers. */
const mostAtOnce = 4;
const mostKept = 3000;
const asked = new Set<string>();
let waiting: { readonly layer: string; readonly id: string }[] = [];
let running = 0;
/** Answers of one frame are told together, or a page of three hundred would be drawn three hundred times. */
let arrived: Record<string, KnownStates> = {};
let generation = 0;

// What one account has read must not be shown to the next; what was decided changes what the register has.
useStore.subscribe((state, before) => {
  if (state.session.state !== before.session.state || state.catalogue !== before.catalogue) forgetStates();
});

/** Everything is read again when it is next wanted. */
function forgetStates(): void {
  generation += 1;
  asked.clear();
  waiting = [];
  arrived = {};
  useKnown.setState({ states: {} });
}

/** Has the register's states of features read, unless they are known. What is wanted last is read first. */
export function wantStates(layer: string, ids: readonly string[]): void {
  if (asked.size > mostKept) forgetStates();
  const news = ids.filter((id) => !asked.has(id));
  for (const id of news) asked.add(id);
  waiting = [...news.map((id) => ({ layer, id })), ...waiting];
  while (running < mostAtOnce && waiting.length > 0) void readNext();
}

async function readNext(): Promise<void> {
  const next = waiting.shift();
  if (!next) return;
  running += 1;
  const mine = generation;
  const states = await readRecordStates(next.layer, next.id).catch((): KnownStates => 'failed');
  running -= 1;
  if (mine === generation) {
    if (Object.keys(arrived).length === 0) requestAnimationFrame(tell);
    arrived[next.id] = states;
    // Asked again when it is next wanted.
    if (states === 'failed') asked.delete(next.id);
  }
  if (waiting.length > 0) void readNext();
}

function tell(): void {
  const news = arrived;
  arrived = {};
  useKnown.setState(({ states }) => ({ states: { ...states, ...news } }));
}

/** All that is known by now, by id. */
export const useKnownStates = () => useKnown(({ states }) => states);

/** The register's states of some features; those of one are read at once, those of many a few at a time. */
export function useWantedStates(layer: string, ids: readonly string[]): void {
  const generationOf = useStore((state) => state.catalogue);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was forgotten with the old catalogue is wanted again
  useEffect(() => wantStates(layer, ids), [layer, ids, generationOf]);
}
