import { useId } from 'react';
import { useFormat } from '../../../messages/use-messages.ts';
import { useReviewMessages } from '../../../messages/use-review-messages.ts';

const fewest = 3;
const most = 300;
/** From here on the end is told before it is reached. */
const nearEnd = 60;

interface ReasonFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Said while the reason is too short and somebody has tried to go on; undefined otherwise. */
  readonly fault: string | undefined;
  readonly required?: boolean;
}

/** Whether a reason is long enough for the server; an optional one may be absent. */
export const isReason = (text: string): boolean => text.trim().length >= fewest;

/** Why something is decided, in the words of who decides. */
export function ReasonField({ label, value, onChange, fault, required = false }: ReasonFieldProps) {
  const words = useReviewMessages();
  const format = useFormat();
  const id = useId();
  const left = most - value.length;
  return (
    <div className="review-reason">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={3}
        maxLength={most}
        value={value}
        required={required}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-more`}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-more`} className={fault ? 'review-fault' : undefined} role={fault ? 'alert' : undefined}>
        {fault ?? (left <= nearEnd ? words.reasonLeft(format.whole(left)) : '')}
      </p>
    </div>
  );
}
