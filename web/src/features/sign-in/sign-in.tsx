import { useState } from 'react';
import { useMessages } from '../../messages/use-messages.ts';
import { openSession } from '../../state/session.ts';
import { setState, useStore } from '../../state/store.ts';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { ActivateForm } from './activate-form.tsx';
import { HedgePicture } from './hedge-picture.tsx';
import { SignInForm } from './sign-in-form.tsx';
import './sign-in.css';

/** The door. Also drawn over the map when a session has ended. */
export function SignIn() {
  const words = useMessages();
  const language = useStore((state) => state.language);
  const demonstration = useStore((state) => state.demonstration);
  const overMap = useStore((state) => state.catalogue !== undefined);
  const visitor = useStore((state) => state.session.state === 'anonymous' && state.session.visitor);
  const [activating, setActivating] = useState(false);
  return (
    <main className={overMap ? 'sign-in sign-in-over' : 'sign-in'}>
      {!overMap && <HedgePicture />}
      <section className="sign-in-sheet" aria-labelledby="sign-in-title">
        <div className="sign-in-brand">
          <Mark size={44} />
          <div>
            <p className="sign-in-name">{words.product.name}</p>
            <p className="sign-in-purpose">{words.product.purpose}</p>
          </div>
        </div>
        {activating ? <ActivateForm /> : <SignInForm />}
        <div className="sign-in-others">
          {!activating && <p>{words.signIn.help}</p>}
          <Button look="quiet" onClick={() => setActivating(!activating)}>
            {activating ? words.signIn.back : words.signIn.activate}
          </Button>
          {visitor && (
            <Button look="quiet" onClick={() => void openSession()}>
              {words.signIn.visit}
            </Button>
          )}
        </div>
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
