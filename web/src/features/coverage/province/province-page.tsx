import { useEffect } from 'react';
import { useCoverageMessages } from '../../../messages/use-coverage-messages.ts';
import { fitBounds } from '../../../state/actions.ts';
import { type ProvinceTab, provinceTabs } from '../../../state/coverage.ts';
import { changeCoverage } from '../../../state/coverage-actions.ts';
import { findDescription, getState, useStore } from '../../../state/store.ts';
import { Choice } from '../../../ui/choice.tsx';
import { showHome } from '../../shell/commands.ts';
import { ChangedBar } from '../changed-bar.tsx';
import { CoverageMessage } from '../coverage-message.tsx';
import { MethodPanel } from '../method/method-panel.tsx';
import { CoverageTime } from '../post-head.tsx';
import { NearestList } from './nearest-list.tsx';
import { ProvinceTable } from './province-table.tsx';
import { type ProvincePageData, useProvinceCoverage } from './use-province-coverage.ts';

/** All posts side by side, and the province as a whole. */
export function ProvincePage() {
  const words = useCoverageMessages();
  const tab = useStore(({ coverage }) => coverage.provinceTab);
  const data = useProvinceCoverage();
  useEffect(showBorder, []);
  return (
    <div className="coverage" aria-busy={data.state === 'reading'}>
      <header className="coverage-head">
        <h2 className="coverage-title">{words.page.province}</h2>
        <CoverageTime comparedWith={data.before?.asOf} />
        <Choice
          label={words.page.tabs}
          options={provinceTabs.map((value) => ({ value, text: words.table[value] }))}
          value={tab}
          onChange={(provinceTab) => changeCoverage({ provinceTab })}
        />
      </header>
      {tab === 'nearest' ? <NearestList /> : <Measured tab={tab} data={data} />}
      <ChangedBar province={data.province} />
    </div>
  );
}

/** All that is measured lies along the border: the whole province would leave it a few pixels wide. */
function showBorder(): void {
  const bounds = findDescription(getState(), 'border-line')?.bounds;
  if (bounds) fitBounds(bounds);
  else showHome();
}

function Measured({ tab, data }: { readonly tab: Exclude<ProvinceTab, 'nearest'>; readonly data: ProvincePageData }) {
  const words = useCoverageMessages();
  const { coverage, parameters, province } = data;
  if (!coverage || !parameters) {
    return data.state === 'reading' || data.state === 'found' ? (
      <div className="coverage-waiting">
        <span className="visually-hidden" role="status">
          {words.page.reading}
        </span>
      </div>
    ) : (
      <CoverageMessage state={data.state} onAgain={data.again} />
    );
  }
  return tab === 'posts' ? (
    <ProvinceTable now={coverage} before={data.before} parameters={parameters} province={province} />
  ) : (
    <MethodPanel
      basis={coverage}
      figures={coverage.province}
      parameters={parameters}
      province={province}
      computedIn={data.computedIn}
    />
  );
}
