import type { MeasureParameters } from '@phen-dau/geodata';
import { useMemo } from 'react';
import type { ToldParameters } from '../../../messages/coverage-method-vi.ts';
import { useCoverageMessages } from '../../../messages/use-coverage-messages.ts';
import { useFormat } from '../../../messages/use-messages.ts';
import { findDescription, useStore } from '../../../state/store.ts';
import { useFigureText } from '../use-words.ts';
import { tellParameters } from './told-parameters.ts';

/** The parameters in the reader's words. */
export function useToldParameters(parameters: MeasureParameters): ToldParameters {
  const tell = useTellParameters();
  return useMemo(() => tell(parameters), [tell, parameters]);
}

/** Tells parameters in the reader's words; those of the register come with its catalogue. */
export function useTellParameters(): (parameters: MeasureParameters) => ToldParameters {
  const words = useCoverageMessages();
  const format = useFormat();
  const { length } = useFigureText();
  const language = useStore((state) => state.language);
  const catalogue = useStore((state) => state.catalogue);
  return useMemo(
    () => (parameters: MeasureParameters) =>
      tellParameters(parameters, {
        language,
        labelOf: (layer, field, word) =>
          findDescription({ catalogue }, layer)?.fields.find(({ key }) => key === field)?.vocabulary?.[word]?.label,
        length,
        minutes: (minutes) => words.time.minutes(format.whole(minutes)),
        days: (days) => words.time.days(format.whole(days)),
        nothing: words.method.nothing,
      }),
    [language, catalogue, length, words, format],
  );
}
