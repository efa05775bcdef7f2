import { geometryBounds } from '@phen-dau/geodata';
import { useEffect, useState } from 'react';
import type { Item, LayerDescription } from '../../api/types.ts';
import { useMessages, useSay } from '../../messages/use-messages.ts';
import { clearSelection, completeRef, goTo } from '../../state/actions.ts';
import { findDescription, setState, useStore } from '../../state/store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { copyLink } from '../shell/commands.ts';
import { FieldList } from './field-list.tsx';
import { History } from './history.tsx';
import { Photos } from './photos.tsx';
import { Place } from './place.tsx';
import { useItem } from './use-item.ts';
import './feature-card.css';

/** Everything about the selected feature; when a click met several, one after the other. */
export function FeatureCard() {
  const words = useMessages();
  const index = useStore((state) => state.card) ?? 0;
  const selection = useStore((state) => state.selection);
  const ref = selection[index];
  const asOf = useStore((state) => state.asOf);
  const layer = useStore((state) => (ref ? findDescription(state, ref.layer) : undefined));
  const [attempt, setAttempt] = useState(0);
  const reading = useItem(ref, asOf, attempt);
  const found = reading.state === 'found' ? reading.item : undefined;
  useEffect(() => {
    if (found && ref && (ref.id === undefined || ref.tileId === undefined)) {
      completeRef(index, { layer: ref.layer, id: found.id, tileId: found.tileId });
    }
  }, [found, ref, index]);
  if (!ref) return null;
  return (
    <article className="card" aria-label={words.card.title} aria-busy={reading.state === 'reading'}>
      <CardHead layer={layer} item={found} />
      {selection.length > 1 && <Pager index={index} count={selection.length} />}
      {reading.state === 'reading' && <Waiting />}
      {reading.state === 'missing' && (
        <p className="card-message">{asOf ? words.card.missingAsOf : words.card.missing}</p>
      )}
      {reading.state === 'failed' && (
        <div className="card-message">
          <p>{words.problem.unexpected}</p>
          <Button onClick={() => setAttempt(attempt + 1)}>{words.problem.tryAgain}</Button>
        </div>
      )}
      {found && layer && (
        <>
          <CardActions item={found} layer={layer} />
          <FieldList layer={layer} item={found} />
          <Place geometry={found.geometry} />
          <Photos layer={layer} id={found.id} />
          <History layer={layer} id={found.id} />
        </>
      )}
    </article>
  );
}

function CardHead({ layer, item }: { readonly layer: LayerDescription | undefined; readonly item: Item | undefined }) {
  const words = useMessages();
  const say = useSay();
  const name = item && layer ? item.properties[layer.nameField] : undefined;
  return (
    <header className="card-head">
      <div>
        <p>{layer ? say(layer.title) : words.problem.missing}</p>
        <h2>{name === undefined || name === null ? '\u00a0' : String(name)}</h2>
      </div>
      <IconButton icon="close" label={words.action.close} shortcut="Esc" onClick={clearSelection} />
    </header>
  );
}

function Pager({ index, count }: { readonly index: number; readonly count: number }) {
  const words = useMessages();
  return (
    <div className="card-pager">
      <IconButton
        size="small"
        icon="back"
        label={words.action.previous}
        disabled={index === 0}
        onClick={() => setState({ card: index - 1 })}
      />
      <span className="number">{words.card.of(index + 1, count)}</span>
      <IconButton
        size="small"
        icon="chevron"
        label={words.action.next}
        disabled={index === count - 1}
        onClick={() => setState({ card: index + 1 })}
      />
    </div>
  );
}

function CardActions({ item, layer }: { readonly item: Item; readonly layer: LayerDescription }) {
  const words = useMessages();
  return (
    <div className="card-actions">
      <Button icon="target" onClick={() => goTo(geometryBounds(item.geometry))}>
        {words.card.zoomTo}
      </Button>
      <IconButton icon="link" label={words.card.copyLink} onClick={() => void copyLink()} />
      <IconButton icon="table" label={words.card.showInTable} onClick={() => setState({ tableLayer: layer.id })} />
    </div>
  );
}

/** As tall as a card usually is, so that nothing jumps when the answer comes. */
function Waiting() {
  const words = useMessages();
  return (
    <div className="card-waiting">
      <span className="visually-hidden">{words.card.loading}</span>
    </div>
  );
}
