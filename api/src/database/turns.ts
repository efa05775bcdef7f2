/** A queue for the one thing that only one may use at a time. */
export interface Turns {
  /** Resolves with what gives the turn back; rejects while interrupted. */
  take(): Promise<() => void>;
  /** Rejects everybody who waits or comes, until the answer is called; the one whose turn it is stays. */
  interrupt(reason: () => Error): () => void;
  /** Resolves when nobody has the turn; only sensible while interrupted. */
  idle(): Promise<void>;
}

/** A queue in which nobody has the turn; who comes first has it first. */
export function takingTurns(): Turns {
  const waiting: { resolve(release: () => void): void; reject(error: Error): void }[] = [];
  const untilIdle: (() => void)[] = [];
  let held = false;
  let refusal: (() => Error) | undefined;

  function giveOut(): () => void {
    held = true;
    let given = true;
    return () => {
      if (!given) return;
      given = false;
      held = false;
      const next = waiting.shift();
      if (next) return next.resolve(giveOut());
      for (const tell of untilIdle.splice(0)) tell();
    };
  }

  return {
    async take() {
      if (refusal) throw refusal();
      if (!held) return giveOut();
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    interrupt(reason) {
      refusal = reason;
      for (const { reject } of waiting.splice(0)) reject(reason());
      return () => {
        if (refusal === reason) refusal = undefined;
      };
    },
    async idle() {
      if (held) await new Promise<void>((resolve) => untilIdle.push(resolve));
    },
  };
}
