import { useEffect } from 'react';
import type { LayerDescription } from '../../../api/types.ts';
import { useFormat } from '../../../messages/use-messages.ts';
import { useReviewMessages } from '../../../messages/use-review-messages.ts';
import { FilterChoice } from '../../../ui/filter-choice.tsx';
import type { IconName } from '../../../ui/icon.tsx';
import { StatusMark } from '../../../ui/status-mark.tsx';
import { VirtualRows } from '../../../ui/virtual-rows.tsx';
import { type Compared, type ComparedKind, countKinds, nameOf } from './compared.ts';
import { wantStates } from './record-states.ts';
import { useDiffText } from './use-diff-text.ts';

const rowHeight = 56;
/** A longer list scrolls by itself, so that what stands below it is not a thousand rows away. */
const mostUnbounded = 12;

export const shownKinds = ['all', 'new', 'changed', 'same', 'gone'] as const;
export type ShownKind = (typeof shownKinds)[number];

interface CompareListProps {
  readonly all: readonly Compared[];
  readonly layer: LayerDescription;
  readonly shown: ShownKind;
  readonly onShow: (kind: ShownKind) => void;
  readonly current: string | undefined;
  readonly onOpen: (compared: Compared) => void;
}

/** The features of a page, each with what becomes of it; a press opens one and flies there. */
export function CompareList({ all, layer, shown, onShow, current, onOpen }: CompareListProps) {
  const words = useReviewMessages();
  const rows = shown === 'all' ? all : all.filter(({ kind }) => kind === shown);
  return (
    <>
      <KindFilter all={all} shown={shown} onShow={onShow} />
      {rows.length === 0 ? (
        <p className="review-message">{all.length === 0 ? words.compare.none : words.compare.noneOfKind}</p>
      ) : (
        <div className={rows.length > mostUnbounded ? 'rows-window' : undefined}>
          <VirtualRows
            label={words.compare.list}
            rows={rows}
            rowHeight={rowHeight}
            keyOf={({ feature }) => feature.id}
            isCurrent={({ feature }) => feature.id === current}
            isReturnedTo
            onOpen={onOpen}
          >
            {(row) => <CompareRow compared={row} layer={layer} />}
          </VirtualRows>
        </div>
      )}
    </>
  );
}

function KindFilter({ all, shown, onShow }: Pick<CompareListProps, 'all' | 'shown' | 'onShow'>) {
  const words = useReviewMessages();
  const format = useFormat();
  const counts = countKinds(all);
  const options = shownKinds.filter((kind) => kind === 'all' || kind === shown || counts[kind]);
  // What is all of one kind needs no choice of kinds.
  if (options.length < 3 && shown === 'all') return null;
  return (
    <FilterChoice
      label={words.compare.filter}
      name="review-kind"
      value={shown}
      options={options.map((value) => ({
        value,
        text: words.compare.kinds[value],
        count: format.whole(value === 'all' ? all.length : (counts[value] ?? 0)),
      }))}
      onChange={onShow}
    />
  );
}

const icons: Readonly<Record<ComparedKind, IconName>> = {
  new: 'plus',
  changed: 'sort',
  same: 'check',
  gone: 'warning',
  reading: 'clock',
  failed: 'warning',
};

/** What becomes of a feature: a word, and a picture so that rows are told apart at a glance. */
export function KindMark({ kind }: { readonly kind: ComparedKind }) {
  const words = useReviewMessages();
  return (
    <StatusMark icon={icons[kind]} look={`kind-${kind}`}>
      {words.compare.kind[kind]}
    </StatusMark>
  );
}

function CompareRow({ compared, layer }: { readonly compared: Compared; readonly layer: LayerDescription }) {
  const words = useReviewMessages();
  const text = useDiffText();
  const { feature, kind, diff } = compared;
  const isWanted = kind === 'reading';
  // Only what is in sight is asked for, where there is too much to ask for all.
  useEffect(() => {
    if (isWanted) wantStates(layer.id, [feature.id]);
  }, [isWanted, layer.id, feature.id]);
  return (
    <>
      <span className="row-name">{nameOf(compared, layer.nameField, words.compare.unnamed)}</span>
      <KindMark kind={kind} />
      <span className="row-more">
        {diff?.newer && <em>{diff.collisions.length > 0 ? words.compare.collides : words.compare.newer} · </em>}
        {diff ? text.inShort(diff) : ''}
      </span>
    </>
  );
}
