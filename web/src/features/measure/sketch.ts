import { create } from 'zustand';
import type { LngLat } from '../../api/types.ts';
import { getState, setState, type Tool } from '../../state/store.ts';

/** Whether the sketch is finished: clicks then start a new one, and the result stays until it is closed. */
export const useSketch = create<{ readonly finished: boolean }>()(() => ({ finished: false }));

/** Turns a tool on, or off when it is on; either way the sketch of the other is kept, since lines and areas share points. */
export function toggleTool(tool: Exclude<Tool, 'none'>): void {
  if (getState().tool === tool) closeMeasure();
  else setState({ tool, hovered: undefined });
}

/** Puts the tool away, and what was drawn with it. */
export function closeMeasure(): void {
  setState({ tool: 'none', sketch: [], sketchTip: undefined });
  useSketch.setState({ finished: false });
}

/** Adds a point; the same place twice in a row, as a double click gives it, is one point. */
export function addSketchPoint(point: LngLat): void {
  const { sketch } = getState();
  const points = useSketch.getState().finished ? [] : sketch;
  useSketch.setState({ finished: false });
  const last = points.at(-1);
  if (last && last[0] === point[0] && last[1] === point[1]) return;
  setState({ sketch: [...points, point] });
}

/** For measuring without a mouse: the arrow keys bring a place to the middle, this marks it. */
export function addPointInMiddle(): void {
  const { view } = getState();
  if (view) addSketchPoint([view.longitude, view.latitude]);
}

/** Takes the last point back, also from a finished sketch, which goes on then. */
export function removeLastPoint(): void {
  useSketch.setState({ finished: false });
  setState(({ sketch }) => ({ sketch: sketch.slice(0, -1) }));
}

/** Ends the sketch and keeps its result; one point is none. */
export function finishSketch(): void {
  if (getState().sketch.length < 2) return;
  useSketch.setState({ finished: true });
  setState({ sketchTip: undefined });
}

/** Empties the sketch; pressed again, puts the tool away. */
export function clearSketch(): void {
  if (getState().sketch.length === 0) closeMeasure();
  useSketch.setState({ finished: false });
  setState({ sketch: [], sketchTip: undefined });
}
