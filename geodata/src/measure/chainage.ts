/** A chainage as it is written on the road: `Km 2+350`, to the metre (or `decimals` of one). Metres from the road's start. */
export function chainageLabel(metres: number, decimals = 0): string {
  const scale = 10 ** decimals;
  const rounded = Math.round(metres * scale) / scale;
  const kilometres = Math.floor(rounded / 1000);
  const rest = (rounded - 1000 * kilometres).toFixed(decimals);
  return `Km ${kilometres}+${rest.padStart(decimals > 0 ? 4 + decimals : 3, '0')}`;
}

/** Reads `Km 2+350`, `km2 + 350` or `2+350,5` as metres; null for anything else. */
export function parseChainage(text: string): number | null {
  const match = /^\s*(?:km)?\s*(\d+)\s*\+\s*(\d{1,3}(?:[.,]\d+)?)\s*(?:m)?\s*$/i.exec(text);
  if (!match) return null;
  return 1000 * Number(match[1]) + Number((match[2] as string).replace(',', '.'));
}
