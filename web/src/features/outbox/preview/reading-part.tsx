import { useFormat } from '../../../messages/use-messages.ts';
import { useSurveysMessages } from '../../../messages/use-surveys-messages.ts';
import type { OutboxItem } from '../../../state/surveys-outbox.ts';
import { Button } from '../../../ui/button.tsx';
import { fileSize } from '../file-size.ts';
import type { FileReading } from './use-file-preview.ts';

interface ReadingPartProps extends FileReading {
  readonly item: OutboxItem;
}

/** While a file is being read, and when it was not: how far it is, or what can be done instead. */
export function ReadingPart({ item, reading, start, stop }: ReadingPartProps) {
  const words = useSurveysMessages();
  const format = useFormat();
  const { preview, outbox } = words;
  if (reading.state === 'reading') {
    return (
      <div className="survey-part">
        <div className="outbox-progress">
          <progress aria-label={preview.reading} />
          <span role="status">
            {reading.features > 0 ? preview.readingCount(format.whole(reading.features)) : preview.reading}
          </span>
          <Button look="quiet" onClick={stop}>
            {preview.stop}
          </Button>
        </div>
      </div>
    );
  }
  const told = {
    unread: preview.large(fileSize(item.bytes, format)),
    ...{ stopped: preview.stopped, failed: preview.failed, lost: outbox.lost, done: '' },
  }[reading.state];
  return (
    <div className="survey-part" role={reading.state === 'unread' ? undefined : 'alert'}>
      <p>{told}</p>
      {reading.state !== 'lost' && (
        <Button onClick={start}>{reading.state === 'unread' ? preview.read : preview.again}</Button>
      )}
    </div>
  );
}
