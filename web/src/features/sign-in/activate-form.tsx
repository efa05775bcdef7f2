import { type FormEvent, useState } from 'react';
import { activate, signIn } from '../../api/client.ts';
import { useMessages } from '../../messages/use-messages.ts';
import { openSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { PasswordField } from './password-field.tsx';
import { wordsForFailure } from './words-for-failure.ts';

/** The first entry of an account: its one-time code becomes a password of one's own, and the door opens. */
export function ActivateForm() {
  const words = useMessages();
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const username = String(data.get('username')).trim();
    const code = String(data.get('code')).trim();
    setBusy(true);
    setProblem(undefined);
    try {
      await activate(username, code, password);
      await signIn(username, password);
      await openSession();
    } catch (error) {
      setProblem(wordsForFailure(error, words));
    }
    setBusy(false);
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <h1 id="sign-in-title">{words.signIn.activateTitle}</h1>
      <label className="field">
        <span>{words.signIn.username}</span>
        <input name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} required />
      </label>
      <label className="field">
        <span>{words.signIn.code}</span>
        <input name="code" autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} required />
      </label>
      <PasswordField
        label={words.account.newPassword}
        autoComplete="new-password"
        value={password}
        onChange={setPassword}
      />
      <p className="sign-in-help">{words.account.passwordRule}</p>
      <p className="sign-in-problem" role="alert">
        {problem}
      </p>
      <Button look="strong" type="submit" disabled={busy}>
        {busy ? words.signIn.submitting : words.signIn.activateSubmit}
      </Button>
    </form>
  );
}
