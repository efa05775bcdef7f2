import { useEffect, useRef, useState } from 'react';
import { linkPhoto, originalPhotoPath, removePhoto } from '../../api/photos.ts';
import type { Survey } from '../../api/survey-types.ts';
import { useFormat, useMessages } from '../../messages/use-messages.ts';
import { photosMessages, usePhotosMessages } from '../../messages/use-photos-messages.ts';
import { getState } from '../../state/store.ts';
import { changeSurveyPicture } from '../../state/surveys-actions.ts';
import { useOutbox } from '../../state/surveys-outbox.ts';
import { Button } from '../../ui/button.tsx';
import { notify } from '../../ui/notices.tsx';
import { addPhotos } from '../outbox/outbox.ts';
import { OutboxRow } from '../outbox/outbox-row.tsx';
import { takePhotos } from '../photos/photo-taker.ts';
import { PhotoViewer } from '../photos/photo-viewer.tsx';
import { notifyFailure } from './notify-failure.ts';
import { PhotoTile } from './photo-tile.tsx';
import { surveysChanged } from './use-fresh.ts';
import { usePhotos } from './use-photos.ts';
import { useShownPhotos } from './use-shown-photos.ts';
import type { SurveyFeatures } from './use-survey-picture.ts';
import './photos-part.css';

interface PhotosPartProps {
  readonly survey: Survey;
  readonly picture: SurveyFeatures;
}

/** The photos of a survey: added, linked to what they are of, and removed by its author; looked at by the reviewer. */
export function PhotosPart({ survey, picture }: PhotosPartProps) {
  const words = usePhotosMessages();
  const { problem } = useMessages();
  const format = useFormat();
  const { state, photos, again } = usePhotos(survey);
  const waiting = useOutbox(({ items }) => items).filter((item) => item.survey === survey.id);
  const [open, setOpen] = useState<number>();
  const mayChange = survey.may.change;
  useEffect(() => (mayChange ? takePhotos((files) => void add(survey, files)) : undefined), [survey, mayChange]);
  useEffect(() => {
    changeSurveyPicture({
      photos: photos.flatMap(({ position }) =>
        position ? [{ type: 'Feature', geometry: { type: 'Point', coordinates: [...position] }, properties: {} }] : [],
      ),
    });
  }, [photos]);
  const shown = useShownPhotos(survey, photos);
  const count = state === 'reading' ? survey.photos : photos.length;
  if (count === 0 && waiting.length === 0 && !mayChange) return null;
  const run = async (work: Promise<unknown>) => {
    await work.catch(notifyFailure);
    surveysChanged();
  };
  return (
    <section className="survey-part" aria-label={words.title}>
      <h3>
        {words.title}
        {count > 0 && <small>{format.whole(count)}</small>}
      </h3>
      {survey.may.decide && count > 0 && <p className="survey-note">{words.reviewer}</p>}
      {state === 'failed' && (
        <p role="alert">
          {words.failed} <Button onClick={again}>{problem.tryAgain}</Button>
        </p>
      )}
      {state === 'reading' && count > 0 && <Expected count={count} />}
      {photos.length > 0 && (
        <ul className="photo-grid photo-tiles">
          {shown.map((photo, index) => (
            <PhotoTile
              key={photo.id}
              photo={photo}
              number={index + 1}
              survey={survey}
              picture={picture}
              onOpen={() => setOpen(index)}
              onLink={(feature) => void run(linkPhoto(survey.id, photo.id, feature))}
              onRemove={() => void run(removePhoto(survey.id, photo.id))}
            />
          ))}
        </ul>
      )}
      {waiting.length > 0 && (
        <ol className="photos-waiting">
          {waiting.map((item) => (
            <OutboxRow key={item.key} item={item} />
          ))}
        </ol>
      )}
      {mayChange && <AddPhotos survey={survey} />}
      {open !== undefined && shown[open] && (
        <PhotoViewer photos={shown} index={open} onMove={setOpen} onClose={() => setOpen(undefined)}>
          <a
            className="button button-plain receipt-original"
            href={originalPhotoPath(survey.id, shown[open].id)}
            download
          >
            {words.original}
          </a>
        </PhotoViewer>
      )}
    </section>
  );
}

/** As large as the photos will be, so that nothing below them jumps when they come. */
function Expected({ count }: { readonly count: number }) {
  return (
    <ul className="photo-grid photo-tiles" aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
        <li key={index} className="photo-tile photo-expected">
          <span className="photo-thumb" />
        </li>
      ))}
    </ul>
  );
}

function AddPhotos({ survey }: { readonly survey: Survey }) {
  const words = usePhotosMessages();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="photos-add">
      <Button icon="camera" onClick={() => input.current?.click()}>
        {words.add}
      </Button>
      <span>{words.addMore}</span>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept="image/*"
        aria-label={words.add}
        onChange={(event) => {
          void add(survey, [...(event.target.files ?? [])]);
          // The same photo chosen again is a choice too.
          event.target.value = '';
        }}
      />
    </div>
  );
}

/** Those that the server would refuse are said at once; the others go by way of the outbox, so that none is lost with the page. */
async function add(survey: Survey, files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  const { language } = getState();
  const { readPhotos } = await import('../photos/read-photos.ts');
  const { read, refused } = await readPhotos(files, language);
  for (const { name, why } of refused) notify('problem', photosMessages[language].refused(name, why));
  if (read.length > 0)
    await addPhotos(
      survey,
      read.map(({ photo }) => photo),
    );
}
