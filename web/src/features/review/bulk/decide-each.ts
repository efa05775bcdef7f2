import { ProblemError, UnreachableError } from '../../../api/request.ts';

/** What became of many decisions, each of which was made by itself. */
export interface DecidedEach<Survey> {
  readonly done: readonly Survey[];
  /** Those that could not be, with what the server said. */
  readonly refused: readonly { readonly survey: Survey; readonly error: unknown }[];
  /** Those nobody has decided on: it was stopped before them, or the server was gone. */
  readonly left: readonly Survey[];
}

interface Steps<Survey> {
  readonly decide: (survey: Survey) => Promise<unknown>;
  readonly isStopped: () => boolean;
  readonly onStep: (sofar: DecidedEach<Survey>) => void;
}

const signedOut = 401;

/** Decides on one survey after the other, once each. One that is refused stops no other; a server that does not answer stops all. */
export async function decideEach<Survey>(
  surveys: readonly Survey[],
  { decide, isStopped, onStep }: Steps<Survey>,
): Promise<DecidedEach<Survey>> {
  let sofar: DecidedEach<Survey> = { done: [], refused: [], left: surveys };
  for (const survey of surveys) {
    if (isStopped()) break;
    let isGone = false;
    try {
      await decide(survey);
      sofar = { ...sofar, done: [...sofar.done, survey], left: sofar.left.slice(1) };
    } catch (error) {
      sofar = { ...sofar, refused: [...sofar.refused, { survey, error }], left: sofar.left.slice(1) };
      isGone = makesNoSense(error);
    }
    onStep(sofar);
    if (isGone) break;
  }
  return sofar;
}

/** Whether it makes no sense to try the next. */
const makesNoSense = (error: unknown): boolean =>
  error instanceof UnreachableError || (error instanceof ProblemError && error.status === signedOut);
