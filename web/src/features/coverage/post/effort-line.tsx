import type { Effort } from '@phen-dau/geodata';
import { useCoverageMessages } from '../../../messages/use-coverage-messages.ts';
import { useFormat } from '../../../messages/use-messages.ts';

/** What was done: sums, unlike the coverage above them. */
export function EffortLine({
  effort,
  before,
}: {
  readonly effort: Effort;
  readonly before: Effort | null | undefined;
}) {
  const words = useCoverageMessages();
  const format = useFormat();
  const figures = [
    { key: 'patrols', digits: 0 },
    { key: 'patrolDays', digits: 0 },
    { key: 'kilometres', digits: 1 },
    { key: 'hours', digits: 1 },
  ] as const;
  return (
    <section className="effort" aria-label={words.effort.title}>
      <h3 className="visually-hidden">{words.effort.title}</h3>
      <dl>
        {figures.map(({ key, digits }) => (
          <div key={key}>
            <dt>{words.effort[key]}</dt>
            <dd data-effort={key}>
              {format.digits(effort[key], digits)}
              {before && effort[key] !== before[key] && (
                <small>{format.signed(effort[key] - before[key], digits)}</small>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {effort.undatedTracks > 0 && <p>{words.effort.undated(effort.undatedTracks)}</p>}
    </section>
  );
}
