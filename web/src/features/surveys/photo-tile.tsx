import { useId, useState } from 'react';
import type { SurveyPhoto } from '../../api/photos.ts';
import type { Survey } from '../../api/survey-types.ts';
import { useFormat } from '../../messages/use-messages.ts';
import { usePhotosMessages } from '../../messages/use-photos-messages.ts';
import { flyTo } from '../../state/actions.ts';
import { findDescription, useStore } from '../../state/store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { PhotoThumb } from '../photos/photo-thumb.tsx';
import type { ShownPhoto } from '../photos/photo-viewer.tsx';
import { nearestFeatures } from './nearest-features.ts';
import type { SurveyFeatures } from './use-survey-picture.ts';

interface PhotoTileProps {
  readonly photo: SurveyPhoto & ShownPhoto;
  readonly number: number;
  readonly survey: Survey;
  readonly picture: SurveyFeatures;
  readonly onOpen: () => void;
  readonly onLink: (feature: number | null) => void;
  readonly onRemove: () => void;
}

const closeUp = 16;

/** One photo of a survey: where it was taken, what it is of, and out with it. */
export function PhotoTile({ photo, number, survey, picture, onOpen, onLink, onRemove }: PhotoTileProps) {
  const words = usePhotosMessages();
  const format = useFormat();
  const [isAsking, setAsking] = useState(false);
  const name = words.one(format.whole(number));
  const { position } = photo;
  if (isAsking) {
    return (
      <li className="photo-question">
        <p role="alert">{words.removeSure}</p>
        <Button onClick={onRemove}>{words.removeNow}</Button>
        <Button look="quiet" onClick={() => setAsking(false)}>
          {words.keep}
        </Button>
      </li>
    );
  }
  return (
    <li className="photo-tile">
      <PhotoThumb photo={photo} name={name} onOpen={onOpen} />
      <div className="photo-tile-line">
        {position ? (
          <IconButton size="small" icon="pin" label={words.goThere(name)} onClick={() => flyTo(position, closeUp)} />
        ) : (
          <span className="photo-unplaced">{words.unplaced}</span>
        )}
        {survey.may.change && (
          <IconButton size="small" icon="close" label={words.remove(name)} onClick={() => setAsking(true)} />
        )}
      </div>
      <Link photo={photo} name={name} survey={survey} picture={picture} onLink={onLink} />
    </li>
  );
}

type LinkProps = Pick<PhotoTileProps, 'photo' | 'survey' | 'picture' | 'onLink'> & { readonly name: string };

function Link({ photo, name, survey, picture, onLink }: LinkProps) {
  const words = usePhotosMessages();
  const format = useFormat();
  const id = useId();
  const nameField = useStore((state) => findDescription(state, survey.layer)?.nameField);
  const called = (index: number) => {
    const own = nameField === undefined ? undefined : picture.byIndex.get(index)?.properties[nameField];
    return own === undefined || own === null || own === '' ? words.feature(format.whole(index + 1)) : String(own);
  };
  if (!survey.may.change) {
    return <span>{photo.feature === null ? words.ofSurvey : words.ofFeature(called(photo.feature))}</span>;
  }
  const offered = nearestFeatures(picture.byIndex, photo.position, photo.feature);
  return (
    <>
      <label className="visually-hidden" htmlFor={id}>
        {words.link(name)}
      </label>
      <select
        id={id}
        value={photo.feature ?? ''}
        onChange={({ target }) => onLink(target.value === '' ? null : Number(target.value))}
      >
        <option value="">{words.ofSurvey}</option>
        {offered.map((index) => (
          <option key={index} value={index}>
            {called(index)}
          </option>
        ))}
      </select>
    </>
  );
}
