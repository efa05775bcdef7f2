import { useMessages } from '../../messages/use-messages.ts';
import { useStore } from '../../state/store.ts';
import { Icon } from '../../ui/icon.tsx';
import './server-gone.css';

/** Stays while the server does not answer; the map underneath keeps what it has. */
export function ServerGone() {
  const words = useMessages();
  const reachable = useStore((state) => state.reachable);
  return (
    <div className="server-gone" role="status">
      {!reachable && (
        <p>
          <Icon name="offline" />
          <span>
            <strong>{words.problem.unreachable}.</strong>{' '}
            <span className="server-gone-help">{words.problem.unreachableHelp}</span>
          </span>
        </p>
      )}
    </div>
  );
}
