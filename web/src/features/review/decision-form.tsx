import type { FormEvent, ReactNode } from 'react';
import { useMessages } from '../../messages/use-messages.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

interface DecisionFormProps {
  readonly title: string;
  readonly confirm: string;
  /** What the button says meanwhile; undefined while nothing is under way. */
  readonly busy: string | undefined;
  readonly failure: string | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A question that names what will happen, and its answer. Under way it cannot be closed: the answer would be missed. */
export function DecisionForm({ title, confirm, busy, failure, onConfirm, onClose, children }: DecisionFormProps) {
  const { action } = useMessages();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy === undefined) onConfirm();
  };
  return (
    <Dialog title={title} onClose={() => busy === undefined && onClose()}>
      <form className="dialog-body review-form" onSubmit={submit} aria-busy={busy !== undefined} noValidate>
        {children}
        {failure && (
          <p className="review-fault" role="alert">
            {failure}
          </p>
        )}
        <div className="review-form-foot">
          <Button type="submit" look="strong" aria-disabled={busy !== undefined}>
            {busy ?? confirm}
          </Button>
          <Button disabled={busy !== undefined} onClick={onClose}>
            {action.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
