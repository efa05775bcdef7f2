import { type FormEvent, useEffect, useRef, useState } from 'react';
import { signIn } from '../../api/client.ts';
import { ProblemError, UnreachableError } from '../../api/request.ts';
import type { Messages } from '../../messages/messages.ts';
import { useMessages } from '../../messages/use-messages.ts';
import { openSession } from '../../state/session.ts';
import { setState, useStore } from '../../state/store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { HedgePicture } from './hedge-picture.tsx';
import './sign-in.css';

/** The door. Also drawn over the map when a session has ended. */
export function SignIn() {
  const words = useMessages();
  const language = useStore((state) => state.language);
  const demonstration = useStore((state) => state.demonstration);
  const expired = useStore((state) => state.session.state === 'anonymous' && state.session.expired);
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
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
      setProblem(wordsFor(error, words));
      setPassword('');
    }
    setBusy(false);
  };

  return (
    <main className={expired ? 'sign-in sign-in-over' : 'sign-in'}>
      {!expired && <HedgePicture />}
      <section className="sign-in-sheet" aria-labelledby="sign-in-title">
        <div className="sign-in-brand">
          <Mark size={44} />
          <div>
            <p className="sign-in-name">{words.product.name}</p>
            <p className="sign-in-purpose">{words.product.purpose}</p>
          </div>
        </div>
        <form onSubmit={(event) => void submit(event)} noValidate>
          <h1 id="sign-in-title">{words.signIn.title}</h1>
          {expired && <p className="sign-in-expired">{words.signIn.expired}</p>}
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
          <div className="field">
            <label htmlFor="password">{words.signIn.password}</label>
            <span className="sign-in-password">
              <input
                id="password"
                name="password"
                type={shown ? 'text' : 'password'}
                autoComplete="current-password"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
              <IconButton
                size="small"
                icon={shown ? 'eye-off' : 'eye'}
                label={shown ? words.signIn.hidePassword : words.signIn.showPassword}
                onClick={() => setShown(!shown)}
              />
            </span>
          </div>
          <p className="sign-in-problem" role="alert">
            {problem}
          </p>
          <Button look="strong" type="submit" disabled={busy}>
            {busy ? words.signIn.submitting : words.signIn.submit}
          </Button>
          <p className="sign-in-help">{words.signIn.help}</p>
        </form>
        <footer>
          {demonstration && <p className="sign-in-demonstration">{words.product.demonstration}</p>}
          <button
            type="button"
            className="sign-in-language"
            lang={language === 'vi' ? 'en' : 'vi'}
            onClick={() => setState({ language: language === 'vi' ? 'en' : 'vi' })}
          >
            {language === 'vi' ? 'English' : 'Tiếng Việt'}
          </button>
        </footer>
      </section>
    </main>
  );
}

function wordsFor(error: unknown, words: Messages): string {
  if (error instanceof UnreachableError) return `${words.problem.unreachable}. ${words.problem.unreachableHelp}`;
  if (!(error instanceof ProblemError)) return words.problem.unexpected;
  if (error.status === 429) return words.signIn.tooMany(error.retryAfterSeconds ?? 30);
  return error.status === 401 || error.status === 422 || error.status === 400
    ? words.signIn.wrong
    : (error.detail ?? words.problem.unexpected);
}
