import { useId, useState } from 'react';
import { useFormat, useMessages } from '../../messages/use-messages.ts';
import { usePhotosMessages } from '../../messages/use-photos-messages.ts';
import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';
import { useStore } from '../../state/store.ts';
import { openPreview, openSurvey } from '../../state/surveys-actions.ts';
import { type OutboxItem, useOutbox } from '../../state/surveys-outbox.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { fileSize } from './file-size.ts';
import { LayerOptions } from './layer-options.tsx';
import { chooseLayer, remove, save, send, sendAnew, stop } from './outbox.ts';
import './outbox.css';

interface OutboxRowProps {
  readonly item: OutboxItem;
  /** It is looked at already. */
  readonly isOpen?: boolean;
}

/** One file that has not arrived yet: what it is for, how far it is, or why it is still here. */
export function OutboxRow({ item, isOpen = false }: OutboxRowProps) {
  const words = useSurveysMessages();
  const format = useFormat();
  const sending = useOutbox((state) => (state.sending?.key === item.key ? state.sending : undefined));
  const arrived = useOutbox((state) => state.arrived[item.key]) ?? 0;
  const reachable = useStore((state) => state.reachable);
  const photoWords = usePhotosMessages();
  const { key, name, bytes, layer, isReady, failure, photos = [] } = item;
  const size = photos.reduce((sum, photo) => sum + photo.bytes, bytes);
  const sentPhotos = photos.filter(({ isSent }) => isSent).length;
  const [isAsking, setAsking] = useState(false);
  const percent = sending && Math.floor(sending.share * 100);
  return (
    <li className="outbox-row">
      <div className="outbox-name">
        <strong>{name}</strong>
        <span>
          {fileSize(size, format)}
          {photos.length > 0 &&
            ` · ${
              item.survey === undefined
                ? photoWords.inOutbox(format.whole(photos.length))
                : photoWords.inOutboxSent(format.whole(sentPhotos), format.whole(photos.length))
            }`}
        </span>
        <IconButton size="small" icon="download" label={words.outbox.save(name)} onClick={() => void save(item)} />
        <IconButton size="small" icon="close" label={words.outbox.remove(name)} onClick={() => setAsking(true)} />
      </div>
      {isAsking && (
        <div className="outbox-failed" role="alert">
          <p>{words.outbox.removeSure}</p>
          <div className="next-buttons">
            <Button onClick={() => void remove(key)}>{words.outbox.removeNow}</Button>
            <Button look="quiet" onClick={() => setAsking(false)}>
              {words.outbox.keep}
            </Button>
          </div>
        </div>
      )}
      {!isOpen && item.survey === undefined && (
        <Button look="quiet" icon="eye" aria-label={words.preview.openOf(name)} onClick={() => openPreview(key)}>
          {words.preview.open}
        </Button>
      )}
      {failure && <Failed item={item} failure={failure} />}
      {isReady && (
        <div className="outbox-progress">
          <progress
            aria-label={words.outbox.progress(name)}
            max={1}
            {...(sending && sending.share < 1 ? { value: sending.share } : sending ? {} : { value: arrived })}
          />
          <span role="status">
            {percent === undefined
              ? reachable
                ? words.outbox.queued
                : words.outbox.waiting
              : percent < 100
                ? `${percent} %`
                : words.outbox.reading}
          </span>
          <Button look="quiet" onClick={() => void stop(key)}>
            {words.outbox.stop}
          </Button>
        </div>
      )}
      {!isReady && failure?.kind !== 'differs' && (
        <div className="outbox-layer">
          {item.survey === undefined && <LayerChoice item={item} />}
          <Button look="strong" disabled={layer === undefined} onClick={() => void send(item)}>
            {failure ? words.outbox.again : words.outbox.send}
          </Button>
        </div>
      )}
    </li>
  );
}

function LayerChoice({ item }: { readonly item: OutboxItem }) {
  const words = useSurveysMessages();
  const id = useId();
  const catalogue = useStore((state) => state.catalogue) ?? [];
  return (
    <>
      <label htmlFor={id}>{words.outbox.layer}</label>
      <select id={id} value={item.layer ?? ''} onChange={(event) => void chooseLayer(item.key, event.target.value)}>
        {item.layer === undefined && <option value="">{words.outbox.choose}</option>}
        <LayerOptions layers={catalogue} />
      </select>
    </>
  );
}

interface FailedProps {
  readonly item: OutboxItem;
  readonly failure: NonNullable<OutboxItem['failure']>;
}

function Failed({ item, failure }: FailedProps) {
  const words = useSurveysMessages();
  const { problem } = useMessages();
  if (failure.kind === 'refused') {
    return (
      <p className="outbox-failed" role="alert">
        {failure.text || problem.unexpected}
      </p>
    );
  }
  return (
    <div className="outbox-failed" role="alert">
      <strong>{words.outbox.differs(item.name)}</strong>
      <p>{words.outbox.differsMore(item.sha256.slice(0, 12), failure.sha256.slice(0, 12))}</p>
      <Button onClick={() => void sendAnew(item)}>{words.outbox.again}</Button>
      <Button look="quiet" onClick={() => openSurvey(failure.survey)}>
        {words.outbox.look}
      </Button>
    </div>
  );
}
