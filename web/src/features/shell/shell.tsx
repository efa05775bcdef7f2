import { roleMay } from '@phen-dau/geodata';
import type { CSSProperties, ReactNode } from 'react';
import { useMessages } from '../../messages/use-messages.ts';
import { useNarrow } from '../../state/colour-scheme.ts';
import { panelWidthPixels } from '../../state/panel-width.ts';
import { useRecording } from '../../state/recording.ts';
import { useStore } from '../../state/store.ts';
import { Fetched } from '../../ui/later.tsx';
import { FeatureCard } from '../card/feature-card.tsx';
import { CoordinateBox } from '../coordinates/coordinate-box.tsx';
import { LayersPanel } from '../layers/layers-panel.tsx';
import { BottomSheet } from './bottom-sheet.tsx';
import { Dialogs } from './dialogs.tsx';
import { Header } from './header.tsx';
import {
  attributeTable,
  coveragePanel,
  dropDesk,
  measurePanel,
  recordBar,
  recordDesk,
  ribbonBar,
  surveysPanel,
  timeBar,
} from './parts.ts';
import { PlaceSwitch } from './place-switch.tsx';
import { ServerGone } from './server-gone.tsx';
import { Sources } from './sources.tsx';
import { Tools } from './tools.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import './shell.css';

/** The map, and the sheets over its edges. Out of reach while somebody has to sign in again over it. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const narrow = useNarrow();
  const isCovered = useStore((state) => state.session.state === 'anonymous');
  useShortcuts();
  return (
    <div className="shell" inert={isCovered}>
      <SkipLink />
      <main className="shell-map" id="map" tabIndex={-1}>
        {children}
      </main>
      {narrow ? <NarrowSheets /> : <WideSheets />}
      <Dialogs />
      <Desk />
    </div>
  );
}

const placePanels = { surveys: surveysPanel, coverage: coveragePanel };

function WideSheets() {
  const words = useMessages();
  const panelOpen = useStore((state) => state.panelOpen);
  const hasCard = useStore((state) => state.card !== undefined);
  const place = useStore((state) => state.place ?? 'map');
  const width = useStore(panelWidthPixels);
  return (
    <div
      className={panelOpen ? 'sheets' : 'sheets sheets-panel-hidden'}
      style={{ '--panel': `${width}px` } as CSSProperties}
    >
      <aside className="sheet panel" aria-label={place === 'map' ? words.shell.panel : words.places[place]}>
        <Header />
        {panelOpen && <PlaceSwitch />}
        {panelOpen && (
          <div className="panel-body">
            {place === 'map' ? <LayersPanel /> : <Fetched key={place} part={placePanels[place]} />}
          </div>
        )}
        <DemonstrationLabel />
      </aside>
      <div className="stage">
        <div className="stage-top">
          <ServerGone />
          <Passing />
        </div>
        <Tools />
        <section className="stage-foot" aria-label={words.coordinates.title}>
          <CoordinateBox />
          <Sources />
        </section>
      </div>
      {hasCard && (
        <aside className="sheet card-place" aria-label={words.card.title}>
          <FeatureCard />
        </aside>
      )}
      <Dock />
    </div>
  );
}

/** On a phone one sheet holds whatever is being looked at: the card, else the table, else what the work place shows. */
function NarrowSheets() {
  const words = useMessages();
  const hasCard = useStore((state) => state.card !== undefined);
  const tableLayer = useStore((state) => state.tableLayer);
  const place = useStore((state) => state.place ?? 'map');
  const content = hasCard ? 'card' : tableLayer ? 'table' : place === 'map' ? 'layers' : place;
  const titles = {
    card: words.card.title,
    table: words.table.open,
    surveys: words.places.surveys,
    coverage: words.places.coverage,
    layers: words.layers.title,
  };
  return (
    <div className="sheets-narrow">
      <header className="sheet top-bar">
        <Header />
        <DemonstrationLabel />
      </header>
      <div className="stage-top">
        <ServerGone />
        <Passing />
      </div>
      <Tools />
      <BottomSheet
        label={titles[content]}
        content={content}
        {...(content !== 'card' && content !== 'table' && { head: <PlaceSwitch /> })}
      >
        {content === 'card' && <FeatureCard />}
        {content === 'table' && <Fetched part={attributeTable} />}
        {(content === 'surveys' || content === 'coverage') && <Fetched key={content} part={placePanels[content]} />}
        {content === 'layers' && (
          <>
            <LayersPanel />
            <CoordinateBox />
            <Sources />
          </>
        )}
      </BottomSheet>
    </div>
  );
}

/** Takes files wherever they are dropped, keeps the outbox going and takes up an interrupted recording, for those who may send. Waits until the map stands. */
function Desk() {
  const isWanted = useStore(
    ({ session, mapBounds }) =>
      mapBounds !== undefined && session.state === 'signed-in' && roleMay(session.account.role, 'survey.submit'),
  );
  return (
    isWanted && (
      <>
        <Fetched part={dropDesk} />
        <Fetched part={recordDesk} />
      </>
    )
  );
}

/** Tools that come and go over the top of the map. */
function Passing() {
  const measuring = useStore((state) => state.tool !== 'none');
  const timeOpen = useStore((state) => state.timeOpen);
  const showsRibbon = useStore((state) => state.place === 'coverage');
  const isRecording = useRecording(({ state }) => state !== 'off');
  return (
    <>
      {isRecording && <Fetched part={recordBar} />}
      {showsRibbon && <Fetched part={ribbonBar} />}
      {timeOpen && <Fetched part={timeBar} />}
      {measuring && <Fetched part={measurePanel} />}
    </>
  );
}

function Dock() {
  const words = useMessages();
  const tableLayer = useStore((state) => state.tableLayer);
  if (!tableLayer) return null;
  return (
    <section className="sheet dock" aria-label={words.table.open}>
      <Fetched part={attributeTable} />
    </section>
  );
}

/** That nothing here is real. In what is always seen, whichever panel, place or sheet is open. */
function DemonstrationLabel() {
  const words = useMessages();
  const demonstration = useStore((state) => state.demonstration);
  if (!demonstration) return null;
  return (
    <p className="demonstration" title={words.product.demonstrationMore}>
      {words.product.demonstration}
    </p>
  );
}

function SkipLink() {
  const words = useMessages();
  return (
    <button
      type="button"
      className="skip-link"
      onClick={() => document.querySelector<HTMLElement>('.map-view canvas')?.focus()}
    >
      {words.shell.skipToMap}
    </button>
  );
}
