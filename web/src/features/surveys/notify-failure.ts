import { ProblemError, UnreachableError } from '../../api/request.ts';
import { surveysMessages } from '../../messages/use-surveys-messages.ts';
import { getState } from '../../state/store.ts';
import { notify } from '../../ui/notices.tsx';

/** Why something did not come about, in the server's words where it had any. */
export function wordsOfFailure(error: unknown): string {
  const words = surveysMessages[getState().language].failure;
  if (error instanceof ProblemError) return error.detail ?? error.message;
  return error instanceof UnreachableError ? words.unreachable : words.unknown;
}

/** Says it in passing. */
export const notifyFailure = (error: unknown) => notify('problem', wordsOfFailure(error));
