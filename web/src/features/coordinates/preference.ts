import { create } from 'zustand';
import type { Notation } from './notation.ts';

const key = 'phen-dau.coordinates';

interface Preference {
  readonly notation: Notation;
  readonly meridianDegrees: number;
}

/** How the reader wants places written; kept in the browser. */
export const useNotation = create<Preference>()(() => ({ notation: 'decimal', meridianDegrees: 107.25, ...read() }));
useNotation.subscribe((preference) => {
  try {
    localStorage.setItem(key, JSON.stringify(preference));
  } catch {
    // Lasts for this visit only.
  }
});

function read(): Partial<Preference> {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Record<keyof Preference, unknown>>;
    const { notation, meridianDegrees } = stored;
    return {
      ...((notation === 'decimal' || notation === 'dms' || notation === 'vn2000') && { notation }),
      ...(typeof meridianDegrees === 'number' && { meridianDegrees }),
    };
  } catch {
    return {};
  }
}
