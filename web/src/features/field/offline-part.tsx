import { useFieldMessages } from '../../messages/use-field-messages.ts';
import { useFormat } from '../../messages/use-messages.ts';
import { Button } from '../../ui/button.tsx';
import { removeArea, saveArea, stopSaving, useOfflineArea } from './offline-area.ts';
import { useOfflinePage } from './offline-desk.ts';
import './record-bar.css';

/** What is kept on this device for work without a network, and how to keep what the map shows now. */
export function OfflinePart() {
  const words = useFieldMessages();
  const format = useFormat();
  const { saved, share, problem } = useOfflineArea();
  const isPageKept = useOfflinePage(({ isKept }) => isKept);
  return (
    <div className="record-start">
      {share === undefined ? (
        <div className="record-actions">
          <Button icon="download" onClick={() => void saveArea()}>
            {saved ? words.offline.saveAgain : words.offline.save}
          </Button>
          {saved && (
            <Button look="quiet" onClick={() => void removeArea()}>
              {words.offline.remove}
            </Button>
          )}
        </div>
      ) : (
        <div className="offline-progress">
          <progress value={share} aria-label={words.offline.saving} />
          <Button onClick={stopSaving}>{words.cancel}</Button>
        </div>
      )}
      {problem && (
        <p className="record-problem" role="alert">
          {words.offline.problem[problem]}
        </p>
      )}
      <p role="status">
        {saved
          ? words.offline.saved(
              format.moment(saved.savedAt),
              format.whole(saved.tiles),
              format.number(Math.round(saved.bytes / 100_000) / 10),
            )
          : isPageKept
            ? words.offline.pageKept
            : words.offline.more}
      </p>
    </div>
  );
}
