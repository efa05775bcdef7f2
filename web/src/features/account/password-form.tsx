import { type FormEvent, useState } from 'react';
import { changePassword } from '../../api/client.ts';
import { ProblemError } from '../../api/request.ts';
import { useMessages } from '../../messages/use-messages.ts';
import { Button } from '../../ui/button.tsx';
import { Fold } from '../../ui/fold.tsx';
import { notify } from '../../ui/notices.tsx';

/** Changes one's own password; the server decides what is good enough and says why not. */
export function PasswordForm() {
  const words = useMessages();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    setBusy(true);
    setProblem(undefined);
    try {
      await changePassword(String(data.get('current')), String(data.get('new')));
      form.reset();
      notify('done', words.account.passwordChanged);
    } catch (error) {
      const reason = error instanceof ProblemError ? (error.detail ?? error.message) : words.problem.unreachable;
      setProblem(reason);
    }
    setBusy(false);
  };
  return (
    <Fold className="password" summary={words.account.password}>
      <form onSubmit={(event) => void submit(event)}>
        <label className="field">
          <span>{words.account.currentPassword}</span>
          <input name="current" type="password" autoComplete="current-password" required />
        </label>
        <label className="field">
          <span>{words.account.newPassword}</span>
          <input name="new" type="password" autoComplete="new-password" minLength={12} required />
        </label>
        <p>{words.account.passwordRule}</p>
        <p className="account-problem" role="alert">
          {problem}
        </p>
        <Button look="strong" type="submit" disabled={busy}>
          {words.account.save}
        </Button>
      </form>
    </Fold>
  );
}
