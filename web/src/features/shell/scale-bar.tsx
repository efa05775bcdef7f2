import { useFormat, useMessages } from '../../messages/use-messages.ts';
import { useStore } from '../../state/store.ts';

/** Metres on the equator in one pixel at zoom 0, with MapLibre's 512-pixel tiles. */
const equatorMetresPerPixel = 78271.51696;
const widestPixels = 110;

/** A bar of a round distance, true in the middle of the view. */
export function ScaleBar() {
  const view = useStore((state) => state.view);
  const words = useMessages();
  const format = useFormat();
  if (!view) return null;
  const metresPerPixel = (equatorMetresPerPixel * Math.cos((view.latitude * Math.PI) / 180)) / 2 ** view.zoom;
  const metres = roundBelow(metresPerPixel * widestPixels);
  const text = metres >= 1000 ? `${format.number(metres / 1000)} km` : `${format.number(metres)} m`;
  return (
    <div className="scale-bar" role="img" aria-label={words.map.scale(text)}>
      <span>{text}</span>
      <svg width={Math.ceil(metres / metresPerPixel) + 2} height={7} aria-hidden="true">
        <path
          d={`M1 0v6h${(metres / metresPerPixel).toFixed(1)}V0`}
          fill="none"
          stroke="currentColor"
          strokeWidth={1.6}
        />
      </svg>
    </div>
  );
}

/** The largest of 1, 2, 5 × 10ⁿ not above a number. */
export function roundBelow(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const lead = value / power;
  return (lead >= 5 ? 5 : lead >= 2 ? 2 : 1) * power;
}
