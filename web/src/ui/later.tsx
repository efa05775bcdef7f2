import { type ComponentType, useEffect, useState } from 'react';
import { useMessages } from '../messages/use-messages.ts';
import { Button } from './button.tsx';
import './later.css';

/** A part of the screen that is fetched when it is first shown, or ahead of that. */
export interface Later {
  readonly loaded: ComponentType | undefined;
  fetch(): Promise<void>;
}

/** Names such a part. */
export function later(load: () => Promise<ComponentType>): Later {
  let loaded: ComponentType | undefined;
  return {
    get loaded() {
      return loaded;
    },
    fetch: async () => {
      loaded ??= await load();
    },
  };
}

/**
 * Shows it. Not `React.lazy`: that remembers a failed download for ever and takes the whole screen down with it, and in the
 * field the network does fail.
 */
export function Fetched({ part }: { readonly part: Later }) {
  const [Loaded, setLoaded] = useState(() => part.loaded);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let wanted = true;
    part.fetch().then(
      () => wanted && setLoaded(() => part.loaded),
      () => wanted && setFailed(true),
    );
    return () => {
      wanted = false;
    };
  }, [part]);
  if (failed) return <LoadFailed />;
  return Loaded ? <Loaded /> : null;
}

function LoadFailed() {
  const words = useMessages();
  return (
    <div className="later-failed" role="alert">
      <span>{words.problem.notFetched}</span>
      <Button onClick={() => location.reload()}>{words.problem.reload}</Button>
    </div>
  );
}
