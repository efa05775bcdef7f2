import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import type { ReactNode, RefObject } from 'react';
import { useMessages } from '../messages/use-messages.ts';
import { IconButton } from './button.tsx';
import './dialog.css';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** `palette` leaves the heading to readers aloud and stands near the top, for typing; `picture` takes the room there is. */
  readonly look?: 'sheet' | 'palette' | 'picture';
  readonly initialFocus?: RefObject<HTMLElement | null>;
}

/** A modal dialog: the focus stays in it, Escape and a press outside close it, and the focus goes back where it was. */
export function Dialog({ title, onClose, children, look = 'sheet', initialFocus }: DialogProps) {
  const words = useMessages();
  return (
    <BaseDialog.Root open onOpenChange={(open) => !open && onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="dialog-veil" />
        <BaseDialog.Popup className={`dialog dialog-${look}`} {...(initialFocus && { initialFocus })}>
          <div className={look === 'palette' ? 'visually-hidden' : 'dialog-head'}>
            <BaseDialog.Title>{title}</BaseDialog.Title>
            {look !== 'palette' && <IconButton icon="close" label={words.action.close} onClick={onClose} />}
          </div>
          {children}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
