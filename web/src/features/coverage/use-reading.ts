import { useEffect, useState } from 'react';
import { ProblemError } from '../../api/request.ts';
import { useStore } from '../../state/store.ts';

/** How a question to the server stands. A new question keeps the last answer until its own has come. */
export interface Reading<Answer> {
  readonly state: 'reading' | 'found' | 'missing' | 'refused' | 'failed';
  readonly answer: Answer | undefined;
  /** The question `answer` is to. */
  readonly answered: string | undefined;
}

const nothing = { state: 'reading', answer: undefined, answered: undefined } as const;

/**
 * Asks whenever `question` changes and after somebody has signed in, not at all while it is undefined. Answers of another `subject` (another post) are not
 * kept: figures of one post must not stand under the name of the next.
 */
export function useReading<Answer>(
  question: string | undefined,
  subject: string,
  ask: (signal: AbortSignal) => Promise<Answer>,
): Reading<Answer> & { readonly again: () => void } {
  const [reading, setReading] = useState<Reading<Answer> & { readonly subject: string }>({ ...nothing, subject });
  const [attempt, setAttempt] = useState(0);
  const signIns = useStore((state) => state.signIns);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question says all that `ask` depends on
  useEffect(() => {
    if (question === undefined) return;
    const cancel = new AbortController();
    setReading((before) => (before.subject === subject ? { ...before, state: 'reading' } : { ...nothing, subject }));
    ask(cancel.signal).then(
      (answer) => setReading({ state: 'found', answer, answered: question, subject }),
      (error) => {
        if (!cancel.signal.aborted) setReading({ ...nothing, state: failureOf(error), subject });
      },
    );
    return () => cancel.abort();
  }, [question, attempt, signIns]);
  const known = reading.subject === subject ? reading : nothing;
  return { ...known, again: () => setAttempt((count) => count + 1) };
}

function failureOf(error: unknown): 'missing' | 'refused' | 'failed' {
  if (!(error instanceof ProblemError)) return 'failed';
  return error.status === 404 ? 'missing' : error.status === 403 ? 'refused' : 'failed';
}
