import { useEffect, useRef } from 'react';
import { useSurveysMessages } from '../../../messages/use-surveys-messages.ts';
import { getState } from '../../../state/store.ts';
import { openSurvey } from '../../../state/surveys-actions.ts';
import { type OutboxItem, useOutbox } from '../../../state/surveys-outbox.ts';
import { IconButton } from '../../../ui/button.tsx';
import { notify } from '../../../ui/notices.tsx';
import { IssueList } from '../../surveys/issues/issue-list.tsx';
import { OutboxRow } from '../outbox-row.tsx';
import { ReadingPart } from './reading-part.tsx';
import { UnderstoodPart } from './understood-part.tsx';
import { useFilePreview } from './use-file-preview.ts';
import { usePreviewPicture } from './use-preview-picture.ts';
import '../../surveys/survey-page.css';
import '../../surveys/receipt-part.css';
import '../../surveys/issues/issues-part.css';
import './preview.css';

/** A file that waits in the outbox, looked at on the device that holds it: what was understood, what is wrong, and where it lies. */
export function PreviewPage({ file }: { readonly file: string }) {
  const words = useSurveysMessages();
  const { state, items } = useOutbox();
  const item = items.find(({ key, survey }) => key === file && survey === undefined);
  const wasThere = useRef(false);
  if (item) wasThere.current = true;
  const isGone = !item && state !== 'closed';
  useEffect(() => {
    if (!isGone) return;
    // Sent, or dropped by the person: then they know. A link leads nowhere where the file never was.
    if (!wasThere.current) notify('problem', words.preview.gone);
    if (getState().surveys.file === file) openSurvey(undefined);
  }, [isGone, file, words]);
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever came by keyboard goes on from here.
  useEffect(() => heading.current?.focus(), []);
  return (
    <article className="surveys survey-page">
      <header className="survey-head">
        <IconButton size="small" icon="back" label={words.page.back} onClick={() => openSurvey(undefined)} />
        <h2 ref={heading} tabIndex={-1}>
          {words.preview.title}
        </h2>
      </header>
      <p className="survey-origin">{words.preview.notSent}</p>
      {item && <PreviewBody item={item} />}
    </article>
  );
}

function PreviewBody({ item }: { readonly item: OutboxItem }) {
  const words = useSurveysMessages().preview;
  const { reading, start, stop } = useFilePreview(item);
  const preview = reading.state === 'done' ? reading.preview : undefined;
  const drawn = usePreviewPicture(item.key, preview);
  return (
    <>
      <ol className="outbox preview-file">
        <OutboxRow item={item} isOpen />
      </ol>
      {preview ? (
        <>
          {preview.format !== null && <UnderstoodPart preview={preview} />}
          <IssueList
            {...{ layer: item.layer, issues: preview.issues, count: preview.issueCount, errors: preview.errors, drawn }}
            otherWords={words.issue}
            none={item.layer === undefined ? words.noLayer : undefined}
          />
          {item.layer === undefined && preview.issues.length > 0 && (
            <p className="survey-part survey-note">{words.noLayer}</p>
          )}
          <p className="survey-part survey-note">{preview.format === null ? words.unreadable : words.after}</p>
        </>
      ) : (
        <ReadingPart {...{ item, reading, start, stop }} />
      )}
    </>
  );
}
