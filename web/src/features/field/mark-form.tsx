import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useFieldMessages } from '../../messages/use-field-messages.ts';
import { useFormat } from '../../messages/use-messages.ts';
import { photosMessages, usePhotosMessages } from '../../messages/use-photos-messages.ts';
import { useRecording } from '../../state/recording.ts';
import { getState, useStore } from '../../state/store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { notify } from '../../ui/notices.tsx';
import { LayerOptions } from '../outbox/layer-options.tsx';
import { outboxAccount } from '../outbox/outbox-view.ts';
import { remembered } from '../outbox/remembered.ts';
import { positionNow } from './position-now.ts';
import { askPosition, markPlace } from './record.ts';
import { useTick } from './use-tick.ts';

const layers = remembered<string>('mark-layer');
/** Whoever marks lamps marks the next lamp: the last choice is the likeliest. */
const likelyLayer = () => layers.find(outboxAccount() ?? '', 'mark') ?? '';

/** What the place is where the device is when it is kept: a feature of a layer of points, or a note; and photos of it. */
export function MarkForm({ onDone }: { readonly onDone: () => void }) {
  const words = useFieldMessages();
  const photoWords = usePhotosMessages();
  const [note, setNote] = useState('');
  const catalogue = useStore((state) => state.catalogue) ?? [];
  const points = catalogue.filter(({ geometry }) => geometry === 'Point');
  const [chosen, setChosen] = useState(likelyLayer);
  const layer = points.find(({ id }) => id === chosen)?.id;
  const [photos, setPhotos] = useState<readonly File[]>([]);
  const camera = useRef<HTMLInputElement>(null);
  const [isWaiting, setWaiting] = useState(false);
  const keep = () => {
    setWaiting(false);
    return markPlace({ note: note.trim(), layer, photos }).then(onDone, () => notify('problem', words.markNotKept));
  };
  const keepHere = () => {
    if (positionNow(useRecording.getState())?.isGood) return void keep();
    setWaiting(true);
    askPosition();
  };
  const choose = (id: string) => {
    setChosen(id);
    layers.keep(outboxAccount() ?? '', 'mark', id);
  };
  return (
    <form
      className="record-mark"
      onSubmit={(event) => {
        event.preventDefault();
        keepHere();
      }}
    >
      <label>
        {words.markKind}
        <select value={layer ?? ''} onChange={(event) => choose(event.target.value)}>
          <option value="">{words.markOnlyNote}</option>
          <LayerOptions layers={points} />
        </select>
      </label>
      <label>
        {words.markNote}
        {/* biome-ignore lint/a11y/noAutofocus: the person has just asked to write one */}
        <input autoFocus value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />
      </label>
      {photos.length > 0 && <TakenPhotos photos={photos} onChange={setPhotos} />}
      <input
        ref={camera}
        type="file"
        hidden
        accept="image/*"
        capture="environment"
        aria-label={photoWords.take}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          void usable(files).then((taken) => setPhotos((before) => [...before, ...taken]));
        }}
      />
      {isWaiting ? (
        <Waiting onTake={() => void keep()} onStop={() => setWaiting(false)} />
      ) : (
        <div className="record-actions">
          <Button look="strong" type="submit">
            {words.markKeep}
          </Button>
          <Button icon="camera" onClick={() => camera.current?.click()}>
            {photoWords.take}
          </Button>
          <Button look="quiet" onClick={onDone}>
            {words.cancel}
          </Button>
        </div>
      )}
    </form>
  );
}

interface WaitingProps {
  readonly onTake: () => void;
  readonly onStop: () => void;
}

/** Until the device knows where it is: what it has so far, which the person may take all the same. */
function Waiting({ onTake, onStop }: WaitingProps) {
  const words = useFieldMessages();
  const format = useFormat();
  const here = positionNow(useRecording());
  useTick({ isWanted: true });
  const isGood = here?.isGood === true;
  const take = useEffectEvent(onTake);
  useEffect(() => {
    if (isGood) take();
  }, [isGood]);
  return (
    <>
      <p className="record-waiting" role="status">
        {here
          ? words.markWaiting(format.whole(Math.ceil(here.accuracyMetres)), words.age(Math.floor(here.ageSeconds)))
          : words.markWaitingFirst}
      </p>
      <div className="record-actions">
        {here && <Button onClick={onTake}>{words.markAnyway}</Button>}
        <Button look="quiet" onClick={onStop}>
          {words.markStopWaiting}
        </Button>
      </div>
    </>
  );
}

interface TakenPhotosProps {
  readonly photos: readonly File[];
  readonly onChange: (photos: readonly File[]) => void;
}

function TakenPhotos({ photos, onChange }: TakenPhotosProps) {
  const words = usePhotosMessages();
  const format = useFormat();
  return (
    <ul className="record-photos" aria-label={words.taking(format.whole(photos.length))}>
      {photos.map((photo, index) => (
        <li key={`${photo.name} ${photo.lastModified} ${photo.size}`}>
          <Preview photo={photo} />
          <IconButton
            size="small"
            icon="close"
            label={words.takeOut(words.one(format.whole(index + 1)))}
            onClick={() => onChange(photos.filter((one) => one !== photo))}
          />
        </li>
      ))}
    </ul>
  );
}

function Preview({ photo }: { readonly photo: File }) {
  const path = useMemo(() => URL.createObjectURL(photo), [photo]);
  useEffect(() => () => URL.revokeObjectURL(path), [path]);
  return <img src={path} alt="" />;
}

/** Those the server will take; of the others it is said at once why not, while the place is still at hand. */
async function usable(files: readonly File[]): Promise<readonly File[]> {
  const { language } = getState();
  // Without a network the reader may not be at hand: then the server will judge, and nothing is thrown away here.
  const reader = await import('../photos/read-photos.ts').catch(() => undefined);
  if (!reader) return files;
  const { refused } = await reader.readPhotos(files, language);
  for (const { name, why } of refused) notify('problem', photosMessages[language].refused(name, why));
  const names = new Set(refused.map(({ name }) => name));
  return files.filter(({ name }) => !names.has(name));
}
