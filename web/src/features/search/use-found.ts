import type { CoordinateReading } from '@phen-dau/geodata';
import { useEffect, useState } from 'react';
import type { SearchResult } from '../../api/types.ts';
import { homeBounds, neighbourhoodDegrees } from '../../state/home-bounds.ts';
import { getState } from '../../state/store.ts';
import { useNotation } from '../coordinates/preference.ts';
import { findFeatures } from './find.ts';

const pauseMilliseconds = 120;

export interface Found {
  readonly text: string;
  readonly state: 'idle' | 'searching' | 'found' | 'failed';
  readonly place: CoordinateReading | undefined;
  readonly results: readonly SearchResult[];
}
const nothing: Found = { text: '', state: 'idle', place: undefined, results: [] };

/** What a text finds: a place when it reads as coordinates, and features by name. Old answers never overwrite newer ones. */
export function useFound(text: string): Found {
  const [found, setFound] = useState(nothing);
  useEffect(() => {
    const question = text.trim();
    if (question === '') {
      setFound(nothing);
      return;
    }
    const cancel = new AbortController();
    setFound((before) => ({ ...before, state: 'searching' }));
    const timer = setTimeout(async () => {
      try {
        const [place, results] = await Promise.all([
          readTypedPlace(question),
          findFeatures(question, getState().catalogue ?? [], cancel.signal),
        ]);
        if (!cancel.signal.aborted) setFound({ text: question, state: 'found', place, results });
      } catch {
        if (!cancel.signal.aborted) setFound({ ...nothing, text: question, state: 'failed' });
      }
    }, pauseMilliseconds);
    return () => {
      clearTimeout(timer);
      cancel.abort();
    };
  }, [text]);
  return found;
}

async function readTypedPlace(text: string): Promise<CoordinateReading | undefined> {
  // Two numbers at least; a marker's number alone is not a place.
  if (!/\d.*[\s,;°'′].*\d/.test(text)) return undefined;
  const { readPlace } = await import('../coordinates/notation.ts');
  const bounds = homeBounds(getState().catalogue ?? [], neighbourhoodDegrees);
  const reading = readPlace(text, useNotation.getState().meridianDegrees, bounds);
  return reading?.withinBounds === false ? undefined : reading;
}
