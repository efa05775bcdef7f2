import { azimuthDegrees, distanceMetres, lineLengthMetres, ringAreaSquareMetres } from '@phen-dau/geodata';
import type { LngLat } from '../../api/types.ts';
import { useFormat, useMessages } from '../../messages/use-messages.ts';
import { setState, useStore } from '../../state/store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { clearSketch, closeMeasure, finishSketch, removeLastPoint, useSketch } from './sketch.ts';
import './measure-panel.css';

/** The measure tool's read-out. While a line is being drawn it counts the leg to the pointer as well, live. */
export function MeasurePanel() {
  const words = useMessages();
  const tool = useStore((state) => state.tool);
  const sketch = useStore((state) => state.sketch);
  const finished = useSketch((state) => state.finished);
  const tip = useStore((state) => state.sketchTip);
  const points: readonly LngLat[] = tip ? [...sketch, tip] : sketch;
  return (
    <section className="sheet measure" aria-label={words.measure.title}>
      <div className="measure-head">
        <Choice
          label={words.measure.title}
          options={[
            { value: 'measure-line', text: words.measure.line },
            { value: 'measure-area', text: words.measure.area },
          ]}
          value={tool === 'measure-area' ? 'measure-area' : 'measure-line'}
          onChange={(value) => setState({ tool: value })}
        />
        <IconButton icon="close" label={words.action.close} onClick={closeMeasure} />
      </div>
      {points.length > 1 && <Figures points={points} area={tool === 'measure-area'} />}
      <p className="measure-hint" role="status">
        {finished
          ? words.measure.done
          : sketch.length === 0
            ? `${words.measure.start} ${words.measure.keyboardStart}`
            : words.measure.more}
      </p>
      {sketch.length > 0 && (
        <div className="measure-actions">
          <Button icon="undo" onClick={removeLastPoint}>
            {words.measure.undo}
          </Button>
          <Button onClick={clearSketch}>{words.measure.clear}</Button>
          {!finished && sketch.length > 1 && (
            <Button look="strong" onClick={finishSketch}>
              {words.measure.finish}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

function Figures({ points, area }: { readonly points: readonly LngLat[]; readonly area: boolean }) {
  const words = useMessages();
  const format = useFormat();
  const [first] = points;
  const last = points.at(-1);
  const beforeLast = points.at(-2);
  const path = points.map((point) => [...point]);
  const closed = area && first && points.length > 2 ? [...path, [...first]] : path;
  return (
    <dl className="measure-figures">
      {area && points.length > 2 && (
        <div className="measure-main">
          <dt>{words.measure.surface}</dt>
          <dd data-figure="area">{format.area(ringAreaSquareMetres(path))}</dd>
        </div>
      )}
      <div className={area ? undefined : 'measure-main'}>
        <dt>{area && points.length > 2 ? words.measure.perimeter : words.measure.total}</dt>
        <dd data-figure="length">{format.length(lineLengthMetres(closed))}</dd>
      </div>
      {last && beforeLast && (
        <>
          <div>
            <dt>{words.measure.segment}</dt>
            <dd data-figure="segment">{format.length(distanceMetres([...beforeLast], [...last]))}</dd>
          </div>
          <div>
            <dt>{words.measure.bearing}</dt>
            <dd data-figure="bearing">{format.degrees(azimuthDegrees([...beforeLast], [...last]))}</dd>
          </div>
        </>
      )}
    </dl>
  );
}
