import { languages, roleLabels, sensitivityLabels } from '@phen-dau/geodata';
import { useMessages, useSay } from '../../messages/use-messages.ts';
import { closeSession } from '../../state/session.ts';
import { setState, type Theme, useStore } from '../../state/store.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { closeDialog, openDialog } from '../shell/open-dialog.ts';
import { PasswordForm } from './password-form.tsx';
import { Sessions } from './sessions.tsx';
import './account-dialog.css';

const languageNames = { vi: 'Tiếng Việt', en: 'English' } as const;

/** Who one is here, and how one likes to see things. */
export function AccountDialog() {
  const words = useMessages();
  const language = useStore((state) => state.language);
  const theme = useStore((state) => state.theme);
  const themes: { value: Theme; text: string }[] = [
    { value: 'system', text: words.account.system },
    { value: 'light', text: words.account.light },
    { value: 'dark', text: words.account.dark },
  ];
  const leave = async () => {
    closeDialog();
    await closeSession();
  };
  return (
    <Dialog title={words.account.settings} onClose={closeDialog}>
      <div className="dialog-body account">
        <Who />
        <section>
          <Choice
            label={words.account.language}
            options={languages.map((value) => ({ value, text: languageNames[value], lang: value }))}
            value={language}
            onChange={(value) => setState({ language: value })}
          />
          <Choice
            label={words.account.theme}
            options={themes}
            value={theme}
            onChange={(value) => setState({ theme: value })}
          />
          <div className="account-line">
            <span>{words.account.shortcuts}</span>
            <Button icon="keyboard" onClick={() => openDialog('shortcuts')}>
              ?
            </Button>
          </div>
        </section>
        <Sessions />
        <PasswordForm />
        <Button icon="leave" onClick={() => void leave()}>
          {words.account.signOut}
        </Button>
      </div>
    </Dialog>
  );
}

function Who() {
  const words = useMessages();
  const say = useSay();
  const account = useStore((state) => (state.session.state === 'signed-in' ? state.session.account : undefined));
  if (!account) return null;
  const post = typeof account.post === 'string' ? undefined : account.post?.name;
  return (
    <section>
      <p className="account-name">{account.username}</p>
      <dl className="fields">
        <div>
          <dt>{words.account.role}</dt>
          <dd>{say(roleLabels[account.role])}</dd>
        </div>
        <div>
          <dt>{words.account.clearance}</dt>
          <dd>{say(sensitivityLabels[account.clearance])}</dd>
        </div>
        {post && (
          <div>
            <dt>{words.account.post}</dt>
            <dd>{post}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}
