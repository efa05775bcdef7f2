import type { Survey } from '../../api/survey-types.ts';
import { originalPath } from '../../api/surveys.ts';
import { useFormat, useMessages } from '../../messages/use-messages.ts';
import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';
import { goTo } from '../../state/actions.ts';
import { useOutbox } from '../../state/surveys-outbox.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { copyText } from '../shell/commands.ts';
import { fileSize } from './file-size.ts';
import type { SurveyFeatures } from './use-survey-picture.ts';
import { useSystemName } from './use-system-name.ts';

interface ReceiptPartProps {
  readonly survey: Survey;
  readonly picture: SurveyFeatures;
}

/** What the server has, and what it made of it. */
export function ReceiptPart({ survey, picture }: ReceiptPartProps) {
  const words = useSurveysMessages();
  const { action } = useMessages();
  const format = useFormat();
  const { id, receipt, bounds } = survey;
  const systemName = useSystemName(receipt.crs);
  const proven = useOutbox((state) => state.proven[id]);
  const figures = ['read', 'accepted', 'held', 'leftOut'] as const;
  return (
    <section className="survey-part" aria-label={words.receipt.title}>
      <h3 className="visually-hidden">{words.receipt.title}</h3>
      <dl className="receipt-figures">
        {figures.map((figure) => (
          <div key={figure} data-figure={figure}>
            <dt>{words.receipt[figure]}</dt>
            <dd>{format.whole(receipt[figure])}</dd>
          </div>
        ))}
      </dl>
      <div className="receipt-links">
        {bounds && (
          <Button look="quiet" icon="target" onClick={() => goTo(bounds)}>
            {words.receipt.show}
          </Button>
        )}
        <a className="button button-quiet" href={originalPath(id)} download>
          <Icon name="download" size={18} />
          {words.receipt.original}
        </a>
      </div>
      {picture.more && picture.read && (
        <p className="survey-note">
          {words.receipt.drawn(format.whole(picture.read.here), format.whole(picture.read.all))}{' '}
          <Button look="quiet" onClick={picture.more}>
            {words.receipt.drawMore}
          </Button>
        </p>
      )}
      <dl className="receipt-more">
        <dt>{words.receipt.file}</dt>
        <dd>
          {receipt.format
            ? (words.format[receipt.format as keyof typeof words.format] ?? receipt.format)
            : words.receipt.unknown}
          , {fileSize(receipt.bytes, format)}
        </dd>
        <dt>{words.receipt.crs}</dt>
        <dd>
          {systemName ?? words.receipt.unconfirmed}
          {survey.order === 'swapped' && `, ${words.crs.swapped}`}
        </dd>
        <dt>SHA-256</dt>
        <dd className="receipt-hash">
          <code title={receipt.sha256}>{receipt.sha256.slice(0, 16)}…</code>
          <IconButton
            size="small"
            icon="copy"
            label={`${action.copy} SHA-256`}
            onClick={() => void copyText(receipt.sha256)}
          />
          {proven === receipt.sha256 && (
            <span className="receipt-proven">
              <Icon name="check" size={16} />
              {words.receipt.proven}
            </span>
          )}
        </dd>
      </dl>
    </section>
  );
}
