import { useId, useState } from 'react';
import type { LayerDescription } from '../../api/types.ts';
import { paintOf } from '../../map/paint/index.ts';
import { palettes } from '../../map/palette.ts';
import { useFormat, useMessages, useSay } from '../../messages/use-messages.ts';
import { changeLayers, goTo } from '../../state/actions.ts';
import { useColourScheme } from '../../state/colour-scheme.ts';
import { layerStateOf, setState, useStore } from '../../state/store.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Range } from '../../ui/range.tsx';
import { Swatch } from '../../ui/swatch.tsx';
import { legendOf } from './legend.ts';

/** A layer: its switch, its look, how many are in view; and, opened, its whole legend and options. */
export function LayerRow({ layer }: { readonly layer: LayerDescription }) {
  const words = useMessages();
  const say = useSay();
  const [open, setOpen] = useState(false);
  const details = useId();
  const scheme = useColourScheme();
  const extraPaint = useStore((state) => state.extraPaint);
  const { visible } = useStore((state) => layerStateOf(state, layer.id));
  const paint = paintOf(layer, extraPaint);
  const [first] = paint.legend(palettes[scheme]);
  return (
    <li className={visible ? 'layer' : 'layer layer-off'}>
      <div className="layer-row">
        <Checkbox state={visible ? 'on' : 'off'} onChange={(on) => changeLayers([layer.id], { visible: on })}>
          {first && <Swatch look={first.swatch} />}
          <span className="layer-title">{say(layer.title)}</span>
          {layer.sensitivity !== 'open' && <LayerLock layer={layer} />}
        </Checkbox>
        <LayerCount layer={layer} />
        <button
          type="button"
          className="layer-more"
          aria-expanded={open}
          aria-controls={details}
          aria-label={words.layers.details(say(layer.title))}
          onClick={() => setOpen(!open)}
        >
          <Icon name="chevron" size={16} />
        </button>
      </div>
      <div id={details} hidden={!open}>
        {open && <LayerDetails layer={layer} />}
      </div>
    </li>
  );
}

function LayerLock({ layer }: { readonly layer: LayerDescription }) {
  const words = useMessages();
  const reason = layer.sensitivity === 'restricted' ? words.layers.restricted : words.layers.internal;
  return (
    <span className="layer-lock" title={reason}>
      <Icon name="lock" size={15} />
      <span className="visually-hidden">{reason}</span>
    </span>
  );
}

function LayerCount({ layer }: { readonly layer: LayerDescription }) {
  const words = useMessages();
  const format = useFormat();
  const inView = useStore((state) => state.counts[layer.id]);
  const tooFar = useStore((state) => (state.view?.zoom ?? 99) < layer.minZoom);
  const total = format.whole(layer.count);
  const count = inView === undefined ? undefined : format.whole(inView);
  const meaning = count === undefined ? words.layers.total(total) : words.layers.inView(count, total);
  return (
    <span className="layer-count" title={tooFar ? `${words.layers.zoomInToSee} · ${meaning}` : meaning}>
      <span aria-hidden="true">{count ?? (tooFar ? '⋯' : '')}</span>
      <span className="visually-hidden">{meaning}</span>
    </span>
  );
}

function LayerDetails({ layer }: { readonly layer: LayerDescription }) {
  const words = useMessages();
  const say = useSay();
  const format = useFormat();
  const scheme = useColourScheme();
  const language = useStore((state) => state.language);
  const extraPaint = useStore((state) => state.extraPaint);
  const { opacity } = useStore((state) => layerStateOf(state, layer.id));
  const tooFar = useStore((state) => (state.view?.zoom ?? 99) < layer.minZoom);
  const inView = useStore((state) => state.counts[layer.id]);
  const legend = legendOf(layer, paintOf(layer, extraPaint), palettes[scheme], language);
  const isProtected = layer.sensitivity !== 'open';
  const total = format.whole(layer.count);
  return (
    <div className="layer-details">
      <p>{say(layer.description)}</p>
      <p className="layer-figure">
        {layer.count === 0 && words.layers.emptyLayer}
        {layer.count > 0 && inView !== undefined && words.layers.inView(format.whole(inView), total)}
        {layer.count > 0 && inView === undefined && words.layers.total(total)}
        {tooFar && <> · {words.layers.zoomInToSee}</>}
      </p>
      {isProtected && (
        <p className="layer-reason">
          <Icon name="lock" size={15} />
          {layer.sensitivity === 'restricted' ? words.layers.restricted : words.layers.internal}
        </p>
      )}
      {legend.map((part) => (
        <div key={part.key} className="legend">
          {part.title && <h4>{part.title}</h4>}
          <ul>
            {part.lines.map((line) => (
              <li key={line.key}>
                <Swatch look={line.swatch} />
                {line.text}
              </li>
            ))}
          </ul>
        </div>
      ))}
      <div className="layer-opacity">
        <span aria-hidden="true">{words.layers.opacity}</span>
        <Range
          label={`${words.layers.opacity}: ${say(layer.title)}`}
          minimum={10}
          maximum={100}
          step={5}
          value={Math.round(opacity * 100)}
          valueText={`${Math.round(opacity * 100)} %`}
          onChange={(percent) => changeLayers([layer.id], { opacity: percent / 100 })}
        />
        <span className="number" aria-hidden="true">
          {Math.round(opacity * 100)} %
        </span>
      </div>
      <div className="layer-actions">
        <Button
          icon="target"
          disabled={!layer.bounds}
          onClick={() => {
            changeLayers([layer.id], { visible: true });
            if (layer.bounds) goTo(layer.bounds);
          }}
        >
          {words.layers.zoomTo}
        </Button>
        <Button icon="table" onClick={() => setState({ tableLayer: layer.id })}>
          {words.layers.table}
        </Button>
      </div>
    </div>
  );
}
