import { azimuthDegrees } from '@phen-dau/geodata';
import type { FieldDescription } from '../../../api/types.ts';
import { useFormat, useMessages, useSay } from '../../../messages/use-messages.ts';
import { useReviewMessages } from '../../../messages/use-review-messages.ts';
import { useFieldText } from '../../card/field-value.tsx';
import type { FeatureDiff } from './feature-diff.ts';
import type { GeometryChange } from './geometry-change.ts';

/** One line of a comparison; `after` alone where a distance says it all. */
export interface ChangeLine {
  readonly key: string;
  readonly label: string;
  readonly before?: string;
  readonly after: string;
}

/** A distance under ten metres is told to the centimetre: such moves are measured ones. */
const fineMetres = 10;

/** Writes what happens to places and shapes, and to a feature in one line. */
export function useDiffText() {
  const words = useReviewMessages();
  const format = useFormat();
  const say = useSay();
  const fieldText = useFieldText();
  const { card } = useMessages();
  const distance = (metres: number) => (metres < fineMetres ? `${format.digits(metres, 2)} m` : format.length(metres));

  const geometryLines = (change: GeometryChange): ChangeLine[] => {
    if (change.shape === 'point') {
      const eighth = Math.round(azimuthDegrees(change.from, change.to) / 45) % 8;
      const after = words.feature.moved(distance(change.movedMetres), words.feature.directions[eighth] ?? '');
      return [{ key: 'position', label: words.feature.position, after }];
    }
    const isArea = change.shape === 'area';
    const measure = isArea ? format.area : format.length;
    const [before, after] = [measure(change.before), measure(change.after)];
    const grown = `${change.after < change.before ? '−' : '+'}${measure(Math.abs(change.after - change.before))}`;
    const off =
      change.farthestMetres < 0.01 ? words.feature.turned : words.feature.farthest(distance(change.farthestMetres));
    return [
      { key: 'shape', label: words.feature.shape, after: off },
      ...(before === after
        ? []
        : [
            {
              key: 'measure',
              label: isArea ? words.feature.area : words.feature.length,
              before,
              after: `${after} (${grown})`,
            },
          ]),
    ];
  };

  const validityLines = ({ validity }: FeatureDiff): ChangeLine[] =>
    validity.map(({ end, before, after }) => ({
      key: `valid-${end}`,
      label: words.feature[end],
      before: before === null ? card.noValue : format.day(before),
      after: after === null ? card.noValue : format.day(after),
    }));

  const value = (field: FieldDescription, given: Parameters<typeof fieldText>[1]) =>
    field.kind === 'reference' && given !== null ? '…' : fieldText(field, given);

  /** What matters most first: where it lies, then the words of its vocabularies, then the rest. */
  const inShort = (diff: FeatureDiff): string => {
    if (diff.kind === 'new') {
      const telling = diff.fields.filter(({ field }) => field.kind === 'choice').slice(0, 3);
      return telling.map(({ field, after }) => fieldText(field, after)).join(' · ');
    }
    const moved =
      diff.geometry?.shape === 'point' ? [words.feature.movedShort(distance(diff.geometry.movedMetres))] : [];
    const shaped =
      diff.geometry && diff.geometry.shape !== 'point' ? [geometryLines(diff.geometry)[0]?.after ?? ''] : [];
    const ranked = [...diff.fields].sort((a, b) => rankOf(a.field) - rankOf(b.field));
    const changed = ranked.map(({ field, before, after }) =>
      field.kind === 'reference'
        ? say(field.label)
        : `${say(field.label)}: ${value(field, before)} → ${value(field, after)}`,
    );
    const all = [
      ...moved,
      ...shaped,
      ...changed,
      ...validityLines(diff).map(({ label, after }) => `${label}: ${after}`),
    ];
    const rest = all.length - 2;
    return [...all.slice(0, 2), ...(rest > 0 ? [words.compare.moreFields(rest)] : [])].join(' · ');
  };
  return { geometryLines, validityLines, inShort };
}

const rankOf = ({ kind }: FieldDescription) => (kind === 'choice' ? 0 : kind === 'flag' ? 1 : 2);
