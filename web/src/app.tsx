import { lazy, Suspense } from 'react';
import { Opening } from './features/shell/opening.tsx';
import { Shell } from './features/shell/shell.tsx';
import { SignIn } from './features/sign-in/sign-in.tsx';
import { useStore } from './state/store.ts';
import { Failure } from './ui/failure.tsx';
import { Notices } from './ui/notices.tsx';

// Asked for at once, so that it travels while a person types a password or the server answers; drawn when there is an account.
const mapModule = import('./map/map-view.tsx');
const MapView = lazy(async () => ({ default: (await mapModule).MapView }));

export function App() {
  const session = useStore((state) => state.session.state);
  const hasCatalogue = useStore((state) => state.catalogue !== undefined);
  // After a session has ended the map stays under the sign-in sheet, so that nobody loses their place.
  const showsMap = session === 'signed-in' || session === 'visiting' || (session === 'anonymous' && hasCatalogue);
  return (
    <Failure>
      {showsMap && (
        <Shell>
          <Suspense fallback={null}>
            <MapView />
          </Suspense>
        </Shell>
      )}
      {session === 'asking' && !showsMap && <Opening />}
      {session === 'anonymous' && <SignIn />}
      <Notices />
    </Failure>
  );
}
