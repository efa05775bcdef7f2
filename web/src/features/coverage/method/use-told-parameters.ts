import type { MeasureParameters } from '@phen-dau/geodata';
import { useMemo } from 'react';
import type { ToldParameters } from '../../../messages/coverage-method-vi.ts';
import { useCoverageMessages } from '../../../messages/use-coverage-messages.ts';
import { useFormat } from '../../../messages/use-messages.ts';
import { useStore } from '../../../state/store.ts';
import { useWordLabel } from '../use-word-label.ts';
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
  const labelOf = useWordLabel();
  return useMemo(
    () => (parameters: MeasureParameters) =>
      tellParameters(parameters, {
        language,
        labelOf,
        length,
        minutes: (minutes) => words.time.minutes(format.whole(minutes)),
        days: (days) => words.time.days(format.whole(days)),
        nothing: words.method.nothing,
      }),
    [language, labelOf, length, words, format],
  );
}
