import { type CoveredLine, chainageLabel, type PostMeasures } from '@phen-dau/geodata';
import { useMemo } from 'react';
import { localDay } from '../../../map/build-style.ts';
import { useCoverageMessages } from '../../../messages/use-coverage-messages.ts';
import { useFormat } from '../../../messages/use-messages.ts';
import { useStore } from '../../../state/store.ts';
import { VirtualRows } from '../../../ui/virtual-rows.tsx';
import { goToFeature } from '../go-to-feature.ts';
import { ribbonLines } from '../measure-looks.ts';
import { Strip } from '../strip.tsx';
import { useFigureText } from '../use-words.ts';
import { type DaysAgo, visitedAgo } from './visited-ago.ts';

const rowHeight = 72;
const collator = new Intl.Collator('vi', { numeric: true });

/** Every road (or the border sector) laid out straight by its chainage, by what the map is coloured by. */
export function LineList({ measures }: { readonly measures: PostMeasures }) {
  const words = useCoverageMessages();
  const ribbon = useStore(({ coverage }) => coverage.ribbon);
  const key = ribbon === 'reach' ? 'network' : ribbonLines[ribbon];
  const lines = measures[key]?.lines;
  const rows = useMemo(() => [...(lines ?? [])].sort((a, b) => collator.compare(a.line.name, b.line.name)), [lines]);
  const day = useStore((state) => state.asOf) ?? localDay(new Date());
  const visits = useMemo(() => visitedAgo(key === 'active' ? measures.active : null, day), [key, measures, day]);
  const longest = Math.max(...rows.map(({ totalMetres }) => totalMetres), 1);
  if (rows.length === 0) return <p className="coverage-message">{words.nothing[key]}</p>;
  return (
    <section className="lines">
      <p className="coverage-note">{words.measure[key]}</p>
      <VirtualRows
        label={words.lines.list}
        rows={rows}
        rowHeight={rowHeight}
        keyOf={({ line }) => line.id}
        onOpen={({ line }) => void goToFeature(line.layer, line.id)}
      >
        {(row) => <LineRow row={row} measure={key} longest={longest} visited={visits.get(row.line.id)} />}
      </VirtualRows>
    </section>
  );
}

interface LineRowProps {
  readonly row: CoveredLine;
  readonly measure: (typeof ribbonLines)[keyof typeof ribbonLines];
  readonly longest: number;
  readonly visited: DaysAgo | undefined;
}

function LineRow({ row, measure, longest, visited }: LineRowProps) {
  const words = useCoverageMessages();
  const text = useFigureText();
  const format = useFormat();
  const covered = row.covered.reduce((sum, [from, to]) => sum + to - from, 0);
  return (
    <>
      <span className="row-name">{row.line.name}</span>
      <strong className="row-figure">{text.share(row.totalMetres > 0 ? covered / row.totalMetres : null)}</strong>
      <span className="row-strip">
        <Strip lines={[row]} measure={measure} label={words.lines.strip(row.line.name)} spanMetres={longest} />
      </span>
      <span className="row-more">
        {words.figure.of(text.length(covered), text.length(row.totalMetres))}
        {visited && ` · ${words.lines.visited(format.whole(visited.least), format.whole(visited.most))}`}
      </span>
      <span className="row-word">{chainageLabel(row.totalMetres)}</span>
    </>
  );
}
