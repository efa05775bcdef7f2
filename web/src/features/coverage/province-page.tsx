import { useEffect } from 'react';
import { coverageQuery, readProvinceCoverage } from '../../api/coverage.ts';
import { localDay } from '../../map/build-style.ts';
import { useCoverageMessages } from '../../messages/use-coverage-messages.ts';
import { provinceTabs } from '../../state/coverage.ts';
import { changeCoverage } from '../../state/coverage-actions.ts';
import { useStore } from '../../state/store.ts';
import { Choice } from '../../ui/choice.tsx';
import { showHome } from '../shell/commands.ts';
import { CoverageMessage } from './coverage-message.tsx';
import { NearestList } from './nearest-list.tsx';
import { dayBefore, periodUntil } from './period.ts';
import { CoverageTime } from './post-head.tsx';
import { ProvinceTable } from './province-table.tsx';
import { useReading } from './use-reading.ts';

/** All posts side by side, and the province as a whole. */
export function ProvincePage() {
  const words = useCoverageMessages();
  const tab = useStore(({ coverage }) => coverage.provinceTab);
  const { now, before } = useProvince();
  useEffect(showHome, []);
  return (
    <div className="coverage" aria-busy={now.state === 'reading'}>
      <header className="coverage-head">
        <h2 className="coverage-title">{words.page.province}</h2>
        <CoverageTime comparedWith={before.answer?.asOf} />
        <Choice
          label={words.page.tabs}
          options={provinceTabs.map((value) => ({ value, text: words.table[value] }))}
          value={tab}
          onChange={(provinceTab) => changeCoverage({ provinceTab })}
        />
      </header>
      {tab === 'nearest' ? (
        <NearestList />
      ) : now.answer ? (
        <ProvinceTable now={now.answer} before={before.answer} />
      ) : now.state === 'reading' ? (
        <div className="coverage-waiting">
          <span className="visually-hidden" role="status">
            {words.page.reading}
          </span>
        </div>
      ) : (
        <CoverageMessage state={now.state} onAgain={now.again} />
      )}
    </div>
  );
}

function useProvince() {
  const asOf = useStore((state) => state.asOf);
  const { period: choice, changes } = useStore((state) => state.coverage);
  const day = asOf ?? localDay(new Date());
  const earlierDay = dayBefore(day, choice);
  const question = { asOf, ...periodUntil(day, choice), changes };
  const earlier = { asOf: earlierDay, ...periodUntil(earlierDay, choice), changes };
  const now = useReading(coverageQuery(question), 'province', (signal) => readProvinceCoverage(question, { signal }));
  const before = useReading(now.answer && coverageQuery(earlier), 'province', (signal) =>
    readProvinceCoverage(earlier, { signal }),
  );
  return { now, before };
}
