import { useCoverageMessages } from '../../messages/use-coverage-messages.ts';
import { type PeriodChoice as Period, periods } from '../../state/coverage.ts';
import { changeCoverage } from '../../state/coverage-actions.ts';
import { useStore } from '../../state/store.ts';

/** Over how long a time patrols are counted. */
export function PeriodChoice() {
  const words = useCoverageMessages();
  const period = useStore(({ coverage }) => coverage.period);
  return (
    <label className="period-choice">
      <span>{words.page.period}</span>
      <select value={period} onChange={(event) => changeCoverage({ period: event.target.value as Period })}>
        {periods.map((each) => (
          <option key={each} value={each}>
            {words.page.periods[each]}
          </option>
        ))}
      </select>
    </label>
  );
}
