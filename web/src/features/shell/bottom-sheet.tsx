import { type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useMessages } from '../../messages/use-messages.ts';
import type { Place } from '../../state/coverage.ts';
import { useStore } from '../../state/store.ts';
import { IconButton } from '../../ui/button.tsx';
import './bottom-sheet.css';

const snaps = ['peek', 'half', 'full'] as const;
type Snap = (typeof snaps)[number];

interface BottomSheetProps {
  readonly label: string;
  /** What it holds; a change of it brings the sheet to half height. */
  readonly content: 'layers' | 'card' | 'table' | Exclude<Place, 'map'>;
  /** Stands in the handle instead of the heading, which is then only read aloud. */
  readonly head?: ReactNode;
  readonly children: ReactNode;
}

/** A phone's sheet with three heights: dragged by its handle, or moved by its two buttons. The map above stays in use. */
export function BottomSheet({ label, content, head, children }: BottomSheetProps) {
  const words = useMessages();
  const [snap, setSnap] = useState<Snap>(content === 'layers' ? 'peek' : 'half');
  const [dragged, setDragged] = useState<number>();
  const drag = useRef({ from: 0, height: 0 });
  const sheet = useRef<HTMLElement>(null);
  useEffect(() => setSnap(content === 'layers' ? 'peek' : 'half'), [content]);
  // Whoever is taken to a place wants to see it: a sheet over the whole map makes room.
  useEffect(
    () =>
      useStore.subscribe(({ cameraWish, surveyPick }, before) => {
        if (cameraWish !== before.cameraWish) setSnap((now) => (now === 'full' ? 'half' : now));
        // What was pressed on the map is shown in the sheet.
        if (surveyPick && surveyPick !== before.surveyPick) setSnap((now) => (now === 'peek' ? 'half' : now));
      }),
    [],
  );

  // Having made room it still shows what was pressed in it.
  const showFocused = () => {
    const focused = document.activeElement;
    if (focused && sheet.current?.contains(focused)) focused.scrollIntoView({ block: 'nearest' });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: where nothing moves there is no end of a transition
  useEffect(showFocused, [snap]);

  const start = (event: PointerEvent<HTMLDivElement>) => {
    if ((event.target as Element).closest('button')) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { from: event.clientY, height: sheet.current?.offsetHeight ?? 0 };
    setDragged(drag.current.height);
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (dragged !== undefined) setDragged(drag.current.height + drag.current.from - event.clientY);
  };
  const end = () => {
    if (dragged === undefined) return;
    setSnap(nearest(dragged));
    setDragged(undefined);
  };
  const step = (by: 1 | -1) => setSnap(snaps[snaps.indexOf(snap) + by] ?? snap);

  return (
    <section
      ref={sheet}
      className={`sheet bottom-sheet bottom-sheet-${snap}`}
      aria-label={label}
      onTransitionEnd={({ target, currentTarget }) => target === currentTarget && showFocused()}
      style={dragged === undefined ? undefined : { height: `${dragged}px`, transition: 'none' }}
    >
      <div
        className="bottom-sheet-handle"
        title={words.shell.sheetHandle}
        onPointerDown={start}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <span className="bottom-sheet-grip" />
        <h2 className={head ? 'visually-hidden' : undefined}>{label}</h2>
        {head}
        <IconButton icon="down" label={words.shell.sheetSmaller} disabled={snap === 'peek'} onClick={() => step(-1)} />
        <IconButton icon="up" label={words.shell.sheetLarger} disabled={snap === 'full'} onClick={() => step(1)} />
      </div>
      <div className="bottom-sheet-body">{children}</div>
    </section>
  );
}

function nearest(height: number): Snap {
  const share = height / innerHeight;
  return share < 0.28 ? 'peek' : share < 0.68 ? 'half' : 'full';
}
