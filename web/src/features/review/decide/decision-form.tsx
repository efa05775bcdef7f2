import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { useMessages } from '../../../messages/use-messages.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import './decisions.css';

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
export function DecisionForm(props: DecisionFormProps) {
  const { title, busy, onClose } = props;
  return (
    <Dialog title={title} onClose={() => busy === undefined && onClose()}>
      <DecisionBody {...props} className="dialog-body review-form" />
    </Dialog>
  );
}

/** The same in the page, where one has to see the map to answer. */
export function DecisionSection(props: DecisionFormProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  // After the dialog before it has given the focus back to where it was.
  useEffect(() => {
    const frame = requestAnimationFrame(() => heading.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  return (
    <section className="review-asking" aria-labelledby={id}>
      <h3 ref={heading} id={id} tabIndex={-1}>
        {props.title}
      </h3>
      <DecisionBody {...props} className="review-form" />
    </section>
  );
}

function DecisionBody({
  confirm,
  busy,
  failure,
  onConfirm,
  onClose,
  children,
  className,
}: DecisionFormProps & { readonly className: string }) {
  const { action } = useMessages();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy === undefined) onConfirm();
  };
  return (
    <form className={className} onSubmit={submit} aria-busy={busy !== undefined} noValidate>
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
  );
}
