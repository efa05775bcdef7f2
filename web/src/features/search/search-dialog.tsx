import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { SearchResult } from '../../api/types.ts';
import { paintOf } from '../../map/paint/index.ts';
import { palettes } from '../../map/palette.ts';
import { useMessages, useSay } from '../../messages/use-messages.ts';
import { changeLayers, flyTo, goTo, selectFeatures } from '../../state/actions.ts';
import { useColourScheme } from '../../state/colour-scheme.ts';
import { findDescription, useStore } from '../../state/store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Swatch } from '../../ui/swatch.tsx';
import { useNotation } from '../coordinates/preference.ts';
import { useNotationModule } from '../coordinates/use-notation-module.ts';
import { closeDialog } from '../shell/open-dialog.ts';
import { useFound } from './use-found.ts';
import './search-dialog.css';

/** Finds features by name and places by coordinates, all from the keyboard. */
export function SearchDialog() {
  const words = useMessages();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const list = useId();
  const found = useFound(text);
  const placeText = usePlaceText(found.place && [found.place.longitude, found.place.latitude]);
  const places = found.place ? 1 : 0;
  const count = places + found.results.length;

  const choose = (index: number) => {
    const result = found.results[index - places];
    closeDialog();
    if (found.place && index === 0) flyTo([found.place.longitude, found.place.latitude], 14);
    else if (result) showResult(result);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive((active + 1) % Math.max(1, count));
    else if (event.key === 'ArrowUp') setActive((active - 1 + count) % Math.max(1, count));
    else if (event.key === 'Enter' && count > 0) choose(Math.min(active, count - 1));
    else return;
    event.preventDefault();
  };
  const option = (index: number) => ({
    id: `${list}-${index}`,
    role: 'option',
    'aria-selected': index === active,
    onPointerMove: () => setActive(index),
    onClick: () => choose(index),
  });

  return (
    <Dialog title={words.search.title} look="palette" onClose={closeDialog} initialFocus={field}>
      <div className="search-field">
        <Icon name="search" />
        <input
          ref={field}
          role="combobox"
          aria-label={words.search.title}
          aria-expanded={count > 0}
          aria-controls={list}
          aria-activedescendant={count > 0 ? `${list}-${active}` : undefined}
          aria-autocomplete="list"
          placeholder={words.search.placeholder}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
        <kbd>Esc</kbd>
      </div>
      {/* The options are reached through the field by aria-activedescendant; the focus never leaves it. */}
      <div id={list} role="listbox" aria-label={words.search.title} className="search-results" hidden={count === 0}>
        {found.place && (
          <div {...option(0)} className="search-result">
            <Icon name="pin" />
            <span className="number">{placeText}</span>
            <span className="search-layer">{words.search.coordinate}</span>
          </div>
        )}
        {found.results.map((result, index) => (
          <div key={`${result.layer}/${result.id}`} {...option(index + places)} className="search-result">
            <ResultWords result={result} />
          </div>
        ))}
      </div>
      <p className="search-message" role="status">
        {found.state === 'idle' && words.search.start}
        {found.state === 'searching' && count === 0 && words.search.searching}
        {found.state === 'failed' && words.problem.unexpected}
        {found.state === 'found' && (count === 0 ? words.search.none(found.text) : words.search.results(count))}
      </p>
    </Dialog>
  );
}

function ResultWords({ result }: { readonly result: SearchResult }) {
  const say = useSay();
  const scheme = useColourScheme();
  const layer = useStore((state) => findDescription(state, result.layer));
  const extraPaint = useStore((state) => state.extraPaint);
  const [legend] = layer ? paintOf(layer, extraPaint).legend(palettes[scheme]) : [];
  return (
    <>
      {legend ? <Swatch look={legend.swatch} /> : <Icon name="pin" />}
      <span className="search-name">
        {result.name}
        {result.detail && <small>{result.detail}</small>}
      </span>
      <span className="search-layer">{layer && say(layer.title)}</span>
    </>
  );
}

function usePlaceText(place: readonly [number, number] | undefined): string {
  const module = useNotationModule();
  const { notation, meridianDegrees } = useNotation();
  const language = useStore((state) => state.language);
  return place && module ? module.writePlace(place, notation, meridianDegrees, language) : '';
}

function showResult(result: SearchResult): void {
  changeLayers([result.layer], { visible: true });
  selectFeatures([{ layer: result.layer, id: result.id, tileId: result.tileId }]);
  goTo(result.bounds);
}
