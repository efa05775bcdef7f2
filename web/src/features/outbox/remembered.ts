/** Kept of each kind; the oldest make room. */
const most = 60;

/**
 * Small things a person has decided once, kept in this browser for each account: never features, only how a file of some shape
 * is to be taken. Storage may be forbidden; then nothing is remembered.
 */
export function remembered<Value>(kind: string) {
  const storageKey = `phen-dau.${kind}`;
  const all = (): [string, Value][] => {
    try {
      const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
      return Array.isArray(stored) ? (stored as [string, Value][]) : [];
    } catch {
      return [];
    }
  };
  return {
    find: (account: string, shape: string): Value | undefined =>
      all().find(([key]) => key === `${account} ${shape}`)?.[1],
    /** By shape; the latest first. */
    all: (account: string): [shape: string, value: Value][] =>
      all().flatMap(([key, value]) => (key.startsWith(`${account} `) ? [[key.slice(account.length + 1), value]] : [])),
    keep: (account: string, shape: string, value: Value): void => {
      const key = `${account} ${shape}`;
      const next = [[key, value] as const, ...all().filter(([other]) => other !== key)].slice(0, most);
      try {
        localStorage.setItem(storageKey, JSON.stringify(next));
      } catch {
        // Full or forbidden: a convenience is lost, nothing else.
      }
    },
  };
}
