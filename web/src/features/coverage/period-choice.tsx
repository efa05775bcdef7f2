import { localDay } from '../../map/build-style.ts';
import { useCoverageMessages } from '../../messages/use-coverage-messages.ts';
import { useFormat } from '../../messages/use-messages.ts';
import { type PeriodChoice as Period, periods } from '../../state/coverage.ts';
import { changeCoverage } from '../../state/coverage-actions.ts';
import { useStore } from '../../state/store.ts';

/** Over how long a time patrols are counted. */
export function PeriodChoice() {
  const words = useCoverageMessages();
  const format = useFormat();
  const period = useStore(({ coverage }) => coverage.period);
  const day = useStore(({ asOf }) => asOf) ?? localDay(new Date());
  const named = { month: format.month(day), year: words.page.year(day.slice(0, 4)) };
  return (
    <label className="period-choice">
      <span>{words.page.period}</span>
      <select value={period} onChange={(event) => changeCoverage({ period: event.target.value as Period })}>
        {periods.map((each) => (
          <option key={each} value={each}>
            {each === 'month' || each === 'year' ? named[each] : words.page.periods[each]}
          </option>
        ))}
      </select>
    </label>
  );
}
