import { palettes } from '../../../map/palette.ts';
import { type ShapeMoment, shapeMoments, versionSwatch } from '../../../map/survey-overlays.ts';
import { useReviewMessages } from '../../../messages/use-review-messages.ts';
import { useColourScheme } from '../../../state/colour-scheme.ts';
import { Swatch } from '../../../ui/swatch.tsx';

interface ShapeLegendProps {
  /** Those that are drawn; all three when absent. */
  readonly moments?: readonly ShapeMoment[];
}

/** How the states of a shape that was edited twice are drawn. */
export function ShapeLegend({ moments = shapeMoments }: ShapeLegendProps) {
  const words = useReviewMessages();
  const palette = palettes[useColourScheme()];
  return (
    <ul className="review-legend" aria-label={words.compare.legend}>
      {moments.map((moment) => (
        <li key={moment}>
          <Swatch look={versionSwatch(palette, moment)} />
          {words.shapes[moment]}
        </li>
      ))}
    </ul>
  );
}
