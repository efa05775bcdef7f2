import type { Survey } from '../../api/survey-types.ts';
import { originalPath } from '../../api/surveys.ts';
import { useFormat, useMessages } from '../../messages/use-messages.ts';
import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { fileSize } from '../outbox/file-size.ts';
import { copyLink, copyText } from '../shell/commands.ts';
import { formatName } from './format-names.ts';
import { useSystemName } from './use-system-name.ts';

/** What the server keeps, for ever and byte for byte. */
export function ReceiptPart({ survey }: { readonly survey: Survey }) {
  const words = useSurveysMessages();
  const { action } = useMessages();
  const format = useFormat();
  const { id, receipt } = survey;
  const known = useSystemName(receipt.crs);
  const systemName = survey.system ? `${survey.system.name}, ${survey.system.code}` : known;
  return (
    <section className="survey-part" aria-label={words.receipt.title}>
      <h3>{words.receipt.title}</h3>
      <dl className="receipt-more">
        <dt>{words.receipt.file}</dt>
        <dd>
          {receipt.format === null ? words.receipt.unknown : formatName(receipt.format, words.format)},{' '}
          {fileSize(receipt.bytes, format)}
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
        </dd>
      </dl>
      <div className="next-buttons">
        <a className="button button-plain receipt-original" href={originalPath(id)} download>
          <Icon name="download" size={18} />
          {words.receipt.original}
        </a>
        <Button icon="link" onClick={() => void copyLink()}>
          {words.receipt.link}
        </Button>
      </div>
    </section>
  );
}
