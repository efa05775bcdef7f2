import { useEffect } from 'react';
import { clearSelection, moveCamera } from '../../state/actions.ts';
import { getState, setState } from '../../state/store.ts';
import { focusCoordinates } from '../coordinates/focus.ts';
import { addPointInMiddle, clearSketch, finishSketch, removeLastPoint, toggleTool } from '../measure/sketch.ts';
import { copyLink, showHome, toggleTable, toggleTime } from './commands.ts';
import { closeDialog, openDialog, useDialog } from './open-dialog.ts';

const plain: Readonly<Record<string, () => void>> = {
  '/': () => openDialog('search'),
  '?': () => openDialog('shortcuts'),
  '[': () => setState((state) => ({ panelOpen: !state.panelOpen })),
  '+': () => moveCamera({ kind: 'zoom', by: 1 }),
  '=': () => moveCamera({ kind: 'zoom', by: 1 }),
  '-': () => moveCamera({ kind: 'zoom', by: -1 }),
  n: () => moveCamera({ kind: 'north' }),
  h: showHome,
  m: () => toggleTool('measure-line'),
  a: () => toggleTool('measure-area'),
  t: toggleTime,
  b: toggleTable,
  c: focusCoordinates,
  l: () => void copyLink(),
};
const whileMeasuring: Readonly<Record<string, () => void>> = {
  Enter: finishSketch,
  Backspace: removeLastPoint,
  Escape: clearSketch,
  ' ': addPointInMiddle,
};

/** The keyboard of the whole screen. Single keys are left alone while a field or an open dialog has the focus. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (getState().session.state === 'anonymous') return;
      const dialog = useDialog.getState().open;
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        if (dialog === 'search') closeDialog();
        else openDialog('search');
        return;
      }
      if (dialog || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target)) return;
      const action = actionOf(event);
      if (!action) return;
      event.preventDefault();
      action();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}

function actionOf(event: KeyboardEvent): (() => void) | undefined {
  const onControl =
    event.target instanceof Element && event.target.closest('button, a, summary, [role="row"]') !== null;
  if (getState().tool !== 'none') {
    const action = whileMeasuring[event.key];
    // Enter and Space belong to a focused button before they belong to the tool.
    if (action && !(onControl && (event.key === 'Enter' || event.key === ' '))) return action;
  }
  if (event.key === 'Escape') return clearSelection;
  return plain[event.key.length === 1 ? event.key.toLowerCase() : event.key];
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type);
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
