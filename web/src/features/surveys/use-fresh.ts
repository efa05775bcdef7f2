import { useEffect, useState } from 'react';
import { create } from 'zustand';
import { useStore } from '../../state/store.ts';

/** Raised when something was sent or decided. */
const useSerial = create<{ readonly serial: number }>()(() => ({ serial: 0 }));

/** Has every list and page of surveys read again. */
export const surveysChanged = () => useSerial.setState(({ serial }) => ({ serial: serial + 1 }));

/** A number that rises whenever what was read may be old: something was sent, somebody has signed in, or the window is looked at again. */
export function useFresh(): readonly [serial: number, again: () => void] {
  const changed = useSerial(({ serial }) => serial);
  const signIns = useStore((state) => state.signIns);
  const [looked, setLooked] = useState(0);
  const again = () => setLooked((count) => count + 1);
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && setLooked((count) => count + 1);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return [changed + signIns + looked, again];
}
