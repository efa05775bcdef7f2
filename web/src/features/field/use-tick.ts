import { useEffect, useState } from 'react';

/** Draws its part anew each second. */
export function useTick({ isWanted }: { readonly isWanted: boolean }): void {
  const [, setTick] = useState(0);
  useEffect(() => {
    if (!isWanted) return;
    const timer = setInterval(() => setTick((tick) => tick + 1), 1000);
    return () => clearInterval(timer);
  }, [isWanted]);
}
