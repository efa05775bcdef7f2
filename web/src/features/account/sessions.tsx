import { useEffect, useState } from 'react';
import { endSession, readSessions, type SessionDescription } from '../../api/client.ts';
import { useFormat, useMessages } from '../../messages/use-messages.ts';
import { Button } from '../../ui/button.tsx';
import { notify } from '../../ui/notices.tsx';

/** Where the account is signed in; any other session can be ended. Nothing is shown when the server keeps no list. */
export function Sessions() {
  const words = useMessages();
  const format = useFormat();
  const [sessions, setSessions] = useState<readonly SessionDescription[]>();
  useEffect(() => {
    readSessions().then(setSessions, () => setSessions(undefined));
  }, []);
  if (!sessions) return null;
  const end = async (id: string) => {
    try {
      await endSession(id);
      setSessions(sessions.filter((session) => session.id !== id));
    } catch {
      notify('problem', words.problem.unexpected);
    }
  };
  return (
    <section className="sessions">
      <h3>{words.account.sessions}</h3>
      <ul>
        {sessions.map((session) => (
          <li key={session.id}>
            <span>
              {session.current ? words.account.thisSession : (session.from ?? format.moment(session.createdAt))}
              {session.lastSeenAt && <small>{words.account.lastSeen(format.moment(session.lastSeenAt))}</small>}
            </span>
            {!session.current && <Button onClick={() => void end(session.id)}>{words.account.endSession}</Button>}
          </li>
        ))}
      </ul>
      {sessions.length < 2 && <p>{words.account.noSessions}</p>}
    </section>
  );
}
