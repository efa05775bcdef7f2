import { useMemo } from 'react';
import { useCoverageMessages } from '../../messages/use-coverage-messages.ts';
import { useFormat } from '../../messages/use-messages.ts';
import type { Changeable, MeasureKey } from '../../state/coverage.ts';

/** How the coverage page writes shares, amounts, changes and times. */
export function useFigureText() {
  const words = useCoverageMessages();
  const format = useFormat();
  return useMemo(() => {
    const length = (metres: number) =>
      metres >= 10_000
        ? `${format.digits(metres / 1000, 1)} km`
        : metres >= 1000
          ? `${format.digits(metres / 1000, 2)} km`
          : `${format.whole(metres)} m`;
    const amount = (key: MeasureKey, value: number) => (key === 'markers' ? format.whole(value) : length(value));
    const time = (seconds: number) => {
      const minutes = Math.round(seconds / 60);
      return minutes < 60
        ? words.time.minutes(format.whole(minutes))
        : words.time.hours(format.whole(Math.floor(minutes / 60)), format.whole(minutes % 60));
    };
    return {
      length,
      amount,
      time,
      share: (share: number | null) => (share === null ? '–' : format.percent(share)),
      parameter: (key: Changeable, value: number) =>
        key === 'minutes'
          ? words.time.minutes(format.whole(value))
          : key === 'visits'
            ? words.time.days(format.whole(value))
            : length(value),
      /** A change of a share in percentage points; undefined when it is too small to be written. */
      points: (now: number | null, then: number | null) => {
        if (now === null || then === null || Math.abs(now - then) < 0.0005) return undefined;
        return words.figure.points(format.signed(100 * (now - then), 1));
      },
    };
  }, [words, format]);
}
