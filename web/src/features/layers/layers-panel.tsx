import { foldDiacritics } from '@phen-dau/geodata';
import { useDeferredValue, useMemo, useState } from 'react';
import type { LayerDescription } from '../../api/types.ts';
import { useMessages, useSay } from '../../messages/use-messages.ts';
import { changeLayers } from '../../state/actions.ts';
import { layerStateOf, useStore } from '../../state/store.ts';
import { IconButton } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { groupState } from '../../ui/chosen.ts';
import { Icon } from '../../ui/icon.tsx';
import { BasePicker } from './base-picker.tsx';
import { LayerRow } from './layer-row.tsx';
import './layers-panel.css';

/** All layers the account may read, by group, with their legend and switches. */
export function LayersPanel() {
  const words = useMessages();
  const say = useSay();
  // The map needs the catalogue first: its tiles are asked for before a hundred legends are laid out.
  const catalogue = useDeferredValue(useStore((state) => state.catalogue));
  const [text, setText] = useState('');
  const groups = useMemo(() => {
    const folded = foldDiacritics(text.trim());
    const found = (catalogue ?? []).filter((layer) =>
      [layer.title.vi, layer.title.en, layer.description.vi].some((name) => foldDiacritics(name).includes(folded)),
    );
    const ids = [...new Set(found.map((layer) => layer.group))];
    return ids.map((id) => ({ id, layers: found.filter((layer) => layer.group === id) }));
  }, [catalogue, text]);

  if (!catalogue) return null;
  if (catalogue.length === 0) return <p className="layers-empty">{words.layers.empty}</p>;
  return (
    <div className="layers">
      <div className="layers-head">
        <h2 className="visually-hidden">{words.layers.title}</h2>
        <span className="layers-search">
          <Icon name="layers" size={18} />
          <input
            type="search"
            aria-label={words.layers.search}
            placeholder={words.layers.search}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => event.key === 'Escape' && setText('')}
          />
          {text && <IconButton size="small" icon="close" label={words.table.clear} onClick={() => setText('')} />}
        </span>
      </div>
      {groups.length === 0 && <p className="layers-empty">{words.layers.none(text)}</p>}
      {groups.map(({ id, layers }) => (
        <section key={id} className="layer-group" aria-label={layers[0] ? say(layers[0].groupTitle) : id}>
          <GroupHead layers={layers} />
          <ul>
            {layers.map((layer) => (
              <LayerRow key={layer.id} layer={layer} />
            ))}
          </ul>
        </section>
      ))}
      {!text && <BasePicker />}
    </div>
  );
}

function GroupHead({ layers }: { readonly layers: readonly LayerDescription[] }) {
  const say = useSay();
  const shown = useStore((state) => layers.filter((layer) => layerStateOf(state, layer.id).visible).length);
  const [first] = layers;
  if (!first) return null;
  const state = groupState(shown, layers.length);
  return (
    <Checkbox
      state={state}
      onChange={(visible) =>
        changeLayers(
          layers.map((layer) => layer.id),
          { visible },
        )
      }
    >
      <h3>{say(first.groupTitle)}</h3>
    </Checkbox>
  );
}
