import { getState } from '../../state/store.ts';
import { initialOutbox, useOutbox } from '../../state/surveys-outbox.ts';
import { readItems } from './outbox-database.ts';

/** Whose outbox it is; undefined while nobody is signed in. */
export const outboxAccount = (): string | undefined => {
  const { session } = getState();
  return session.state === 'signed-in' ? session.account.username : undefined;
};

/** Shows what is kept, as it is now in the database: another tab may have sent some of it. */
export async function refreshOutbox(): Promise<void> {
  const account = outboxAccount();
  if (account === undefined) {
    useOutbox.setState(initialOutbox);
    return;
  }
  try {
    const items = await readItems(account);
    if (outboxAccount() === account) useOutbox.setState({ state: 'open', items });
  } catch {
    useOutbox.setState({ state: 'failed' });
  }
}
