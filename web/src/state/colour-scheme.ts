import { useSyncExternalStore } from 'react';
import { useStore } from './store.ts';

export type ColourScheme = 'light' | 'dark';

const prefersDark = matchMedia('(prefers-color-scheme: dark)');

/** The scheme to draw in: the person's choice, else the system's. */
export function useColourScheme(): ColourScheme {
  const theme = useStore((state) => state.theme);
  const dark = useSyncExternalStore(
    (changed) => {
      prefersDark.addEventListener('change', changed);
      return () => prefersDark.removeEventListener('change', changed);
    },
    () => prefersDark.matches,
  );
  if (theme !== 'system') return theme;
  return dark ? 'dark' : 'light';
}

const narrow = matchMedia('(max-width: 719px)');

/** Whether the window is a phone's: panels become one sheet at the bottom. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      narrow.addEventListener('change', changed);
      return () => narrow.removeEventListener('change', changed);
    },
    () => narrow.matches,
  );
}
export const isNarrow = () => narrow.matches;
