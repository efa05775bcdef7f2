import type { Language } from '@phen-dau/geodata';
import type { LayerDescription } from '../../api/types.ts';
import type { LayerPaint, Swatch } from '../../map/paint/layer-paint.ts';
import type { Palette } from '../../map/palette.ts';

export interface LegendLine {
  readonly key: string;
  readonly text: string;
  readonly swatch: Swatch;
}
/** The lines of one field; `title` is absent when the layer has only one field to explain. */
export interface LegendPart {
  readonly key: string;
  readonly title: string | undefined;
  readonly lines: readonly LegendLine[];
}

/**
 * A layer's legend in words: the paint says which words look how, the catalogue what they mean. Words the account may not know
 * are not in its catalogue and so not in its legend; a line without a word stands for all that have no line of their own.
 */
export function legendOf(
  layer: LayerDescription,
  paint: LayerPaint,
  palette: Palette,
  language: Language,
): LegendPart[] {
  const items = paint.legend(palette);
  const keys = [...new Set(items.map((item) => item.field))];
  return keys.flatMap((key): LegendPart[] => {
    const own = items.filter((item) => item.field === key);
    if (key === undefined) {
      const lines = own.map((item, index) => ({
        key: String(index),
        text: layer.title[language],
        swatch: item.swatch,
      }));
      return [{ key: '', title: undefined, lines }];
    }
    const field = layer.fields.find((candidate) => candidate.key === key);
    const vocabulary = field?.vocabulary ?? {};
    const named = new Set(own.map((item) => item.word));
    const lines = own.flatMap(({ word, swatch }): LegendLine[] => {
      if (word !== undefined) {
        const term = vocabulary[word];
        return term ? [{ key: word, text: term.label[language], swatch }] : [];
      }
      const others = Object.entries(vocabulary).filter(([other]) => !named.has(other));
      return others.length > 0
        ? [{ key: 'others', text: others.map(([, term]) => term.label[language]).join(', '), swatch }]
        : [];
    });
    return lines.length > 0 ? [{ key, title: keys.length > 1 ? field?.label[language] : undefined, lines }] : [];
  });
}
