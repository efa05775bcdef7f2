import { create } from 'zustand';
import { useMessages } from '../messages/use-messages.ts';
import { IconButton } from './button.tsx';
import { Icon } from './icon.tsx';
import './notices.css';

type Kind = 'done' | 'problem';
interface Notice {
  readonly serial: number;
  readonly kind: Kind;
  readonly text: string;
}

const useNotices = create<{ readonly notices: readonly Notice[] }>()(() => ({ notices: [] }));
const shownMilliseconds: Record<Kind, number> = { done: 3000, problem: 9000 };
let serial = 0;

/** Says something in passing. It goes by itself; nothing that must be acted on is said this way alone. */
export function notify(kind: Kind, text: string): void {
  serial += 1;
  const notice = { serial, kind, text };
  useNotices.setState(({ notices }) => ({
    notices: [...notices.filter((other) => other.text !== text).slice(-2), notice],
  }));
  setTimeout(() => dismiss(notice.serial), shownMilliseconds[kind]);
}

const dismiss = (gone: number) =>
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.serial !== gone) }));

/** What has been said in passing, newest last; read aloud when a reader is free. */
export function Notices() {
  const notices = useNotices((state) => state.notices);
  const words = useMessages();
  return (
    <div className="notices" role="status" aria-live="polite">
      {notices.map((notice) => (
        <div key={notice.serial} className={`notice notice-${notice.kind}`}>
          <Icon name={notice.kind === 'done' ? 'check' : 'warning'} size={18} />
          <span>{notice.text}</span>
          <IconButton size="small" icon="close" label={words.action.close} onClick={() => dismiss(notice.serial)} />
        </div>
      ))}
    </div>
  );
}
