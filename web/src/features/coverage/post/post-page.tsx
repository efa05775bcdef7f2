import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useCoverageMessages } from '../../../messages/use-coverage-messages.ts';
import { useMessages } from '../../../messages/use-messages.ts';
import { isFromLink } from '../../../state/address.ts';
import { type Tab, tabs } from '../../../state/coverage.ts';
import { changeCoverage } from '../../../state/coverage-actions.ts';
import { useStore } from '../../../state/store.ts';
import { Button } from '../../../ui/button.tsx';
import { ChangedBar } from '../changed-bar.tsx';
import { CoverageMessage } from '../coverage-message.tsx';
import { MethodPanel } from '../method/method-panel.tsx';
import { PostHead } from '../post-head.tsx';
import { TrendPanel } from '../trend/trend-panel.tsx';
import { EffortLine } from './effort-line.tsx';
import { GapList } from './gap-list.tsx';
import { LineList } from './line-list.tsx';
import { lookAtPost } from './look-at-post.ts';
import { MeasureList } from './measure-list.tsx';
import { ReachList } from './reach-list.tsx';
import { type PostPageData, usePostCoverage } from './use-post-coverage.ts';

/** An officer's page: five numbers, what was done, and the list of what is missing. */
export function PostPage({ post }: { readonly post: string }) {
  const words = useCoverageMessages();
  const data = usePostCoverage(post);
  const { coverage, measures, parameters } = data;
  useFirstLook(data);
  return (
    <div className="coverage" aria-busy={data.state === 'reading'}>
      <PostHead
        post={post}
        name={coverage?.post.name ?? (data.state === 'missing' ? words.page.choosePost : undefined)}
        comparedWith={data.before?.asOf}
      />
      {!coverage && data.state === 'reading' && (
        <div className="coverage-waiting">
          <span className="visually-hidden" role="status">
            {words.page.reading}
          </span>
        </div>
      )}
      {!coverage && data.state !== 'reading' && <CoverageMessage state={data.state} onAgain={data.again} />}
      {coverage && measures && parameters && (
        <>
          <MeasureList measures={measures} visitDays={parameters.visitDays} before={data.before} />
          {measures.effort && <EffortLine effort={measures.effort} before={data.before?.measures.effort} />}
          <Tabs />
          <TabPanel data={data} />
          <ChangedBar province={data.province} />
        </>
      )}
    </div>
  );
}

let lookedAt: string | undefined;

/** The first time a post's figures are there the map goes to it, unless a link says where to look. */
function useFirstLook({ coverage }: PostPageData): void {
  useEffect(() => {
    if (!coverage || coverage.post.id === lookedAt) return;
    const isLinked = lookedAt === undefined && isFromLink();
    lookedAt = coverage.post.id;
    if (!isLinked) void lookAtPost(coverage);
  }, [coverage]);
}

function Tabs() {
  const words = useCoverageMessages();
  const open = useStore(({ coverage }) => coverage.tab);
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = step === 0 ? undefined : tabs[(tabs.indexOf(open) + step + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    choose(next);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
  };
  return (
    <div ref={list} className="tabs" role="tablist" aria-label={words.page.tabs}>
      {tabs.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          id={`coverage-tab-${tab}`}
          data-tab={tab}
          aria-selected={tab === open}
          aria-controls="coverage-tab-panel"
          tabIndex={tab === open ? 0 : -1}
          onClick={() => choose(tab)}
          onKeyDown={onKeyDown}
        >
          {words.page.tab[tab]}
        </button>
      ))}
    </div>
  );
}

/** Reach is shown on the map as well as in the list. */
const choose = (tab: Tab) => changeCoverage({ tab, ...(tab === 'reach' && { ribbon: 'reach' }) });

function TabPanel({ data }: { readonly data: PostPageData }) {
  const words = useMessages();
  const tab = useStore(({ coverage }) => coverage.tab);
  const { coverage, measures, parameters, province } = data;
  if (!coverage || !measures || !parameters) return null;
  return (
    <div role="tabpanel" id="coverage-tab-panel" aria-labelledby={`coverage-tab-${tab}`}>
      {tab === 'gaps' && <GapList measures={measures} asOf={coverage.asOf} parameters={parameters} />}
      {tab === 'lines' && <LineList measures={measures} />}
      {tab === 'reach' && <ReachList measures={measures} parameters={parameters} province={province} />}
      {tab === 'trend' && <TrendPanel post={coverage.post.id} />}
      {tab === 'method' && (
        <MethodPanel
          basis={coverage}
          figures={measures}
          parameters={parameters}
          province={province}
          computedIn={data.computedIn}
        />
      )}
      {data.state === 'failed' && <Button onClick={data.again}>{words.problem.tryAgain}</Button>}
    </div>
  );
}
