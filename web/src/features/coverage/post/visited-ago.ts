import type { ActiveCoverage } from '@phen-dau/geodata';

/** Days since the last visit of the stretch of a road visited latest, and of the one visited longest ago. */
export interface DaysAgo {
  readonly least: number;
  readonly most: number;
}

/** By road, as of a day (`YYYY-MM-DD`); a road without a dated visit is absent. */
export function visitedAgo(active: Pick<ActiveCoverage, 'stretches'> | null, day: string): Map<string, DaysAgo> {
  const byRoad = new Map<string, DaysAgo>();
  for (const { line, lastDay } of active?.stretches ?? []) {
    if (lastDay === null) continue;
    const days = Math.max(0, (Date.parse(day) - Date.parse(lastDay)) / 86_400_000);
    const { least = days, most = days } = byRoad.get(line.id) ?? {};
    byRoad.set(line.id, { least: Math.min(least, days), most: Math.max(most, days) });
  }
  return byRoad;
}
