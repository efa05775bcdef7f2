import { foldDiacritics, type NearestPosts } from '@phen-dau/geodata';
import { useDeferredValue, useMemo, useState } from 'react';
import { readNearestPosts } from '../../../api/coverage.ts';
import { useCoverageMessages } from '../../../messages/use-coverage-messages.ts';
import { useFormat } from '../../../messages/use-messages.ts';
import { useStore } from '../../../state/store.ts';
import { Choice } from '../../../ui/choice.tsx';
import { VirtualRows } from '../../../ui/virtual-rows.tsx';
import { CoverageMessage } from '../coverage-message.tsx';
import { goToFeature } from '../go-to-feature.ts';
import { useReading } from '../use-reading.ts';
import { useFigureText } from '../use-words.ts';

const rowHeight = 56;
const layers = ['border-marker', 'village'] as const;
type PlaceLayer = (typeof layers)[number];

/** From which post each marker or village is reached soonest, along roads. */
export function NearestList() {
  const words = useCoverageMessages();
  const format = useFormat();
  const asOf = useStore((state) => state.asOf);
  const [layer, setLayer] = useState<PlaceLayer>('border-marker');
  const [filter, setFilter] = useState('');
  const late = useDeferredValue(filter);
  const reading = useReading(`${layer} ${asOf}`, layer, (signal) => readNearestPosts(layer, asOf, { signal }));
  const rows = useMemo(() => arranged(reading.answer?.places ?? [], late), [reading.answer, late]);
  const lost = rows.filter(({ way }) => way === null).length;
  return (
    <section className="nearest">
      <div className="nearest-head">
        <Choice
          label={words.nearest.layer}
          options={[
            { value: 'border-marker', text: words.nearest.markers },
            { value: 'village', text: words.nearest.villages },
          ]}
          value={layer}
          onChange={setLayer}
        />
        <input
          type="search"
          aria-label={words.nearest.filter}
          placeholder={words.nearest.filter}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        <p role="status">{reading.answer && words.nearest.count(format.whole(rows.length), format.whole(lost))}</p>
      </div>
      {!reading.answer && reading.state !== 'reading' && (
        <CoverageMessage state={reading.state} onAgain={reading.again} />
      )}
      <VirtualRows
        label={words.nearest.list}
        rows={rows}
        rowHeight={rowHeight}
        keyOf={({ place }) => place.id}
        onOpen={({ place }) => void goToFeature(layer, place.id)}
      >
        {(row) => <NearestRow row={row} isMarker={layer === 'border-marker'} />}
      </VirtualRows>
    </section>
  );
}

type NearestPlace = NearestPosts['places'][number];

/** The places whose name or post holds the text, the longest way first; those without a way come before all. */
function arranged(places: readonly NearestPlace[], filter: string): NearestPlace[] {
  const folded = foldDiacritics(filter.trim());
  return places
    .filter(({ place, post }) => foldDiacritics(`${place.name} ${post?.name ?? ''}`).includes(folded))
    .sort((a, b) => (b.way?.totalSeconds ?? Number.MAX_VALUE) - (a.way?.totalSeconds ?? Number.MAX_VALUE));
}

function NearestRow({
  row: { place, post, way },
  isMarker,
}: {
  readonly row: NearestPlace;
  readonly isMarker: boolean;
}) {
  const words = useCoverageMessages();
  const text = useFigureText();
  // A place on the road, reached from a post on the road, is not walked to.
  const isWalked = way !== null && way.postLegMetres + way.placeLegMetres >= 1;
  const legs = isWalked ? [words.nearest.legs(text.length(way.postLegMetres), text.length(way.placeLegMetres))] : [];
  return (
    <>
      <span className="row-name">{isMarker ? words.gaps.marker(place.name) : place.name}</span>
      <strong className="row-figure">{way ? text.time(way.totalSeconds) : '–'}</strong>
      <span className="row-more row-wide">
        {post && way
          ? `${post.name} · ${[words.reach.road(text.length(way.roadMetres)), ...legs].join(', ')}`
          : words.nearest.noWay}
      </span>
    </>
  );
}
