import { ProblemError, UnreachableError } from '../../api/request.ts';
import type { Messages } from '../../messages/messages.ts';

const usualWaitSeconds = 30;

/** Why one may not enter, in words that do not tell which accounts there are. */
export function wordsForFailure(error: unknown, words: Messages): string {
  if (error instanceof UnreachableError) return `${words.problem.unreachable}. ${words.problem.unreachableHelp}`;
  if (!(error instanceof ProblemError)) return words.problem.unexpected;
  if (error.status === 429) return words.signIn.tooMany(error.retryAfterSeconds ?? usualWaitSeconds);
  if (error.status === 401) return words.signIn.wrong;
  return error.detail ?? words.problem.unexpected;
}
