import { type FormEvent, useEffect, useRef, useState } from 'react';
import { signIn } from '../../api/client.ts';
import { useMessages } from '../../messages/use-messages.ts';
import { useRecording } from '../../state/recording.ts';
import { openSession } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { Button } from '../../ui/button.tsx';
import { Fetched } from '../../ui/later.tsx';
import { recordNote } from '../shell/parts.ts';
import { PasswordField } from './password-field.tsx';
import { wordsForFailure } from './words-for-failure.ts';

/** Name and password; a wrong one is said without telling which. */
export function SignInForm() {
  const words = useMessages();
  const expired = useStore((state) => state.session.state === 'anonymous' && state.session.expired);
  const isRecording = useRecording(({ state }) => state !== 'off');
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!username.trim() || !password) {
      setProblem(words.signIn.empty);
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      await signIn(username.trim(), password);
      await openSession();
    } catch (error) {
      setProblem(wordsForFailure(error, words));
      setPassword('');
    }
    setBusy(false);
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <h1 id="sign-in-title">{words.signIn.title}</h1>
      {expired && <p className="sign-in-expired">{words.signIn.expired}</p>}
      {expired && isRecording && <Fetched part={recordNote} />}
      <label className="field">
        <span>{words.signIn.username}</span>
        <input
          ref={first}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={username}
          onChange={(event) => setUsername(event.target.value)}
        />
      </label>
      <PasswordField
        label={words.signIn.password}
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
      <p className="sign-in-problem" role="alert">
        {problem}
      </p>
      <Button look="strong" type="submit" disabled={busy}>
        {busy ? words.signIn.submitting : words.signIn.submit}
      </Button>
    </form>
  );
}
