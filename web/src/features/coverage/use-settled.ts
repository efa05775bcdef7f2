import { useEffect, useState } from 'react';

const settleMilliseconds = 250;

/** A value once it has stood still: a slider on its way asks the server nothing. */
export function useSettled<Value>(value: Value): Value {
  const key = JSON.stringify(value);
  const [settled, setSettled] = useState({ key, value });
  // biome-ignore lint/correctness/useExhaustiveDependencies: equal values are one
  useEffect(() => {
    if (settled.key === key) return;
    const timer = setTimeout(() => setSettled({ key, value }), settleMilliseconds);
    return () => clearTimeout(timer);
  }, [key]);
  return settled.value;
}
