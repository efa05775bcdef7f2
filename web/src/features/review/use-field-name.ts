import type { LayerDescription } from '../../api/types.ts';
import { useSay } from '../../messages/use-messages.ts';
import { useReviewMessages } from '../../messages/use-review-messages.ts';

/** What a value is called in whose name people may disagree: an attribute, the shape, or a day. */
export function useFieldName({ fields }: LayerDescription): (key: string) => string {
  const words = useReviewMessages();
  const say = useSay();
  return (key) => {
    if (key === 'geometry') return words.undo.ask.shape;
    if (key === 'valid_from') return words.feature.from;
    if (key === 'valid_to') return words.feature.to;
    const field = fields.find((each) => each.key === key);
    return field ? say(field.label) : key;
  };
}
