import type { MeasureKey } from '../../state/coverage.ts';
import { measureColour } from './measure-looks.ts';

/** Each number has a shape as well as a colour, the same wherever it is named. */
const shapes: Readonly<Record<MeasureKey, { readonly path: string; readonly filled?: boolean }>> = {
  markers: { path: 'M5.500 14V6.500L8 3.500l2.500 3V14z', filled: true },
  network: { path: 'M2 5.500h12M2 10.500h12' },
  paved: { path: 'M2 8h12' },
  lit: { path: 'M8 4.500a3.500 3.500 0 1 1 0 7a3.500 3.500 0 1 1 0-7z', filled: true },
  active: { path: 'M2 12l3.500-3M7 8l2.500-.5M11 6.500L14 4' },
};

/** The mark of a measure in its colour, `size` in CSS pixels; the name beside it says the same in words. */
export function MeasureMark({ measure, size = 16 }: { readonly measure: MeasureKey; readonly size?: number }) {
  const { path, filled } = shapes[measure];
  const colour = measureColour(measure);
  return (
    <svg className="measure-mark" viewBox="0 0 16 16" width={size} height={size} aria-hidden="true">
      <path
        d={path}
        fill={filled ? colour : 'none'}
        stroke={colour}
        strokeWidth={measure === 'paved' ? 4 : 2}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
