/** `['kind=commune']` as `{ kind: 'commune' }`, a value may hold further equals signs; null when one is no assignment. */
export function assignments(given: readonly string[]): Record<string, string> | null {
  const pairs = given.map((text) => /^([^=]+)=(.*)$/s.exec(text)?.slice(1) ?? []);
  if (pairs.some(([name]) => name === undefined)) return null;
  return Object.fromEntries(pairs.map(([name = '', value = '']) => [name.trim(), value]));
}
