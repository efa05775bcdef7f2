import { useState } from 'react';
import { wordsOfRefusal } from './decide.ts';

/** A decision on its way to the server: once at a time, and why it was refused until it is tried again. */
export interface Attempt {
  readonly isBusy: boolean;
  readonly failure: string | undefined;
  /** `decide` ends with the dialog closed; when it throws, `explain` may take the error over by returning true. */
  readonly attempt: (decide: () => Promise<void>, explain?: (error: unknown) => boolean) => Promise<void>;
}

/** For one dialog; nothing is on its way at first. */
export function useAttempt(): Attempt {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const attempt: Attempt['attempt'] = async (decide, explain) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await decide();
    } catch (error) {
      if (!explain?.(error)) setFailure(wordsOfRefusal(error));
      setBusy(false);
    }
  };
  return { isBusy, failure, attempt };
}
