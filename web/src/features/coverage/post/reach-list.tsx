import type { MeasureParameters, PostMeasures, ReachCoverage } from '@phen-dau/geodata';
import { useMemo } from 'react';
import { useCoverageMessages } from '../../../messages/use-coverage-messages.ts';
import { useFormat } from '../../../messages/use-messages.ts';
import { changeCoverage } from '../../../state/coverage-actions.ts';
import { useStore } from '../../../state/store.ts';
import { VirtualRows } from '../../../ui/virtual-rows.tsx';
import { goToFeature, lightFeature } from '../go-to-feature.ts';
import { MeasureMark } from '../measure-mark.tsx';
import { ParameterSlider } from '../parameter-slider.tsx';
import { useFigureText } from '../use-words.ts';

const rowHeight = 56;

interface ReachListProps {
  readonly measures: PostMeasures;
  readonly parameters: MeasureParameters;
  readonly province: MeasureParameters | undefined;
}

/** How far the post reaches along roads in some minutes, and the way to each of its markers. */
export function ReachList({ measures: { reach }, parameters, province }: ReachListProps) {
  const words = useCoverageMessages();
  const format = useFormat();
  const text = useFigureText();
  const shown = useStore(({ coverage }) => coverage.way);
  const rows = useMemo(
    () =>
      [...reach.markers].sort(
        (a, b) => (b.way?.totalSeconds ?? Number.MAX_VALUE) - (a.way?.totalSeconds ?? Number.MAX_VALUE),
      ),
    [reach],
  );
  return (
    <section className="reach">
      <ParameterSlider which="minutes" parameters={parameters} province={province} />
      <p className="coverage-note" role="status">
        {words.reach.summary(
          format.whole(reach.minutes),
          text.length(reach.reachedMetres),
          text.length(reach.totalMetres),
        )}
      </p>
      {rows.length === 0 ? (
        <p className="coverage-message">{words.reach.none}</p>
      ) : (
        <VirtualRows
          label={words.reach.list}
          rows={rows}
          rowHeight={rowHeight}
          keyOf={({ marker }) => marker.id}
          isCurrent={({ marker }) => marker.id === shown}
          onOpen={({ marker, way }) => {
            changeCoverage({ way: marker.id, ribbon: 'reach' });
            // With a way the map goes to the whole of it, once the engine has drawn it.
            void (way ? lightFeature : goToFeature)('border-marker', marker.id);
          }}
        >
          {(row) => <ReachRow row={row} />}
        </VirtualRows>
      )}
    </section>
  );
}

function ReachRow({ row: { marker, way } }: { readonly row: ReachCoverage['markers'][number] }) {
  const words = useCoverageMessages();
  const text = useFigureText();
  return (
    <>
      <MeasureMark measure="markers" />
      <span className="row-name">{words.gaps.marker(marker.name)}</span>
      <strong className="row-figure">{way ? text.time(way.totalSeconds) : words.reach.noWay}</strong>
      {way && (
        <span className="row-more row-wide">
          {words.reach.road(text.length(way.roadMetres))},{' '}
          {words.reach.legs(text.length(way.postLegMetres), text.length(way.placeLegMetres))}
        </span>
      )}
    </>
  );
}
