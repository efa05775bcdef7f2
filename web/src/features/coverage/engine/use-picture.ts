import { geometryBounds } from '@phen-dau/geodata';
import { useEffect } from 'react';
import { goTo } from '../../../state/actions.ts';
import { setState } from '../../../state/store.ts';
import type { Engine } from './use-engine.ts';

/** What the engine drew goes onto the map. */
export function usePicture({ answer, reach }: Engine): void {
  useEffect(() => {
    if (!answer) return;
    const { ribbon } = answer;
    const shapes = reach?.ribbon === ribbon ? [...reach.reach, ...answer.shapes] : answer.shapes;
    setState(({ coveragePicture }) => ({ coveragePicture: { focus: coveragePicture?.focus ?? [], ribbon, shapes } }));
  }, [answer, reach]);
  const way = answer?.way;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the map goes to a way once, not at every step of a slider
  useEffect(() => {
    if (way) goTo(geometryBounds(way.geometry));
  }, [way?.marker]);
}
