import type { Item, LayerDescription } from '../../api/types.ts';
import { useFormat, useMessages, useSay } from '../../messages/use-messages.ts';
import { FieldValue } from './field-value.tsx';

/** All attributes in the order of the catalogue, then since when they are so. */
export function FieldList({ layer, item }: { readonly layer: LayerDescription; readonly item: Item }) {
  const words = useMessages();
  const say = useSay();
  const format = useFormat();
  const { valid_from: from, valid_to: to, updated_at: updated, version } = item.properties;
  return (
    <dl className="fields">
      {layer.fields
        .filter((field) => field.key !== layer.nameField)
        .map((field) => (
          <div key={field.key}>
            <dt>{say(field.label)}</dt>
            <dd>
              <FieldValue field={field} value={item.properties[field.key]} />
            </dd>
          </div>
        ))}
      {typeof from === 'string' && (
        <div>
          <dt>{words.card.valid}</dt>
          <dd>
            {typeof to === 'string'
              ? words.card.validUntil(format.day(from), format.day(to))
              : words.card.validSince(format.day(from))}
          </dd>
        </div>
      )}
      {typeof updated === 'string' && (
        <div>
          <dt>{words.card.updated}</dt>
          <dd>
            {format.moment(updated)}
            {typeof version === 'number' && version > 1 && ` · ${words.card.version} ${version}`}
          </dd>
        </div>
      )}
    </dl>
  );
}
