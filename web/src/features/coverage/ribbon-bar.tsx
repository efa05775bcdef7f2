import { gapDash, type Recency, recencyLooks, ribbonMeasure } from '../../map/coverage-style.ts';
import { palettes } from '../../map/palette.ts';
import { useCoverageMessages } from '../../messages/use-coverage-messages.ts';
import { useColourScheme } from '../../state/colour-scheme.ts';
import { type Ribbon, ribbons } from '../../state/coverage.ts';
import { changeCoverage } from '../../state/coverage-actions.ts';
import { findDescription, useStore } from '../../state/store.ts';
import { Choice } from '../../ui/choice.tsx';
import { Swatch } from '../../ui/swatch.tsx';
import './ribbon-bar.css';

const ribbonWidth = 6;

/** What the roads and the border are coloured by, and what the colours mean. */
export function RibbonBar() {
  const words = useCoverageMessages();
  const ribbon = useStore(({ coverage }) => coverage.ribbon);
  // Nobody is told of visits who may not read tracks.
  const knowsTracks = useStore((state) => findDescription(state, 'survey-track') !== undefined);
  return (
    <section className="sheet ribbon-bar" aria-label={words.ribbon.title}>
      <Choice
        label={words.ribbon.title}
        options={ribbons
          .filter((each) => each !== 'visited' || knowsTracks)
          .map((each) => ({ value: each, text: words.ribbon[each] }))}
        value={ribbon}
        onChange={(next) => changeCoverage({ ribbon: next })}
      />
      <Legend ribbon={ribbon} />
    </section>
  );
}

function Legend({ ribbon }: { readonly ribbon: Ribbon }) {
  const words = useCoverageMessages();
  const palette = palettes[useColourScheme()];
  const colour = palette[ribbonMeasure[ribbon]];
  const { covered, gap } = words.ribbon.legend[ribbon];
  return (
    <ul className="ribbon-legend">
      {ribbon === 'visited' ? (
        ([0, 1, 2, 3] as const).map((recency: Recency) => (
          <li key={recency}>
            <span style={{ opacity: recencyLooks[recency].opacity }}>
              <Swatch look={{ shape: 'line', colour, width: ribbonWidth * recencyLooks[recency].width }} />
            </span>
            {words.ribbon.recency[recency]}
          </li>
        ))
      ) : (
        <li>
          <Swatch look={{ shape: 'line', colour, width: ribbonWidth }} />
          {covered}
        </li>
      )}
      <li>
        {ribbon === 'reach' ? (
          // A road beyond reach is no gap: it looks as always.
          <Swatch look={{ shape: 'line', colour: palette.paved, width: ribbonWidth * 0.4 }} />
        ) : (
          <Swatch look={{ shape: 'line', colour: palette.gap, width: ribbonWidth * 0.72, dash: gapDash }} />
        )}
        {gap}
      </li>
      {ribbon === 'lit' && (
        <li>
          <Swatch look={{ shape: 'area', fill: colour, fillOpacity: 0.16, outline: colour }} />
          {words.ribbon.disc}
        </li>
      )}
      {ribbon === 'network' && (
        <>
          <li>
            <Swatch look={{ shape: 'area', fill: colour, fillOpacity: 0.16, outline: 'none' }} />
            {words.ribbon.zone}
          </li>
          <li>
            <Swatch look={{ shape: 'dot', fill: colour, outline: palette.halo, radius: 5 }} />
            {words.ribbon.markerReached}
          </li>
          <li>
            <Swatch look={{ shape: 'dot', fill: palette.halo, outline: palette.gap, radius: 5 }} />
            {words.ribbon.markerMissing}
          </li>
        </>
      )}
    </ul>
  );
}
