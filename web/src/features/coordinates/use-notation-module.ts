import { useEffect, useState } from 'react';

type NotationModule = typeof import('./notation.ts');
let loaded: NotationModule | undefined;

/** The writers and readers of coordinates, once they have been fetched; undefined until then. */
export function useNotationModule(): NotationModule | undefined {
  const [module, setModule] = useState(loaded);
  useEffect(() => {
    if (loaded) return;
    let wanted = true;
    void import('./notation.ts').then((fetched) => {
      loaded = fetched;
      if (wanted) setModule(fetched);
    });
    return () => {
      wanted = false;
    };
  }, []);
  return module;
}
