/** Those who want to know of a changed layer part. */
export interface ChangeListeners {
  add(listener: (part: string) => void): () => void;
  /** Tells everybody; a listener that throws does not keep the next from being told. */
  tell(parts: Iterable<string>): void;
}

/** Nobody yet; what a listener throws goes to `log`. */
export function changeListeners(log: (line: string) => void): ChangeListeners {
  const listeners = new Set<(part: string) => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell(parts) {
      for (const part of parts) {
        for (const listener of listeners) {
          try {
            listener(part);
          } catch (error) {
            log(`A listener for changes of ${part} failed: ${String(error)}`);
          }
        }
      }
    },
  };
}
