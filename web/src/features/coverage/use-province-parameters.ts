import type { MeasureParameters } from '@phen-dau/geodata';
import { useEffect } from 'react';
import { readCoverageParameters } from '../../api/coverage.ts';
import { changeCoverage } from '../../state/coverage-actions.ts';
import { getState, useStore } from '../../state/store.ts';
import { differing } from './parameters.ts';
import { useReading } from './use-reading.ts';

/** The province's own parameters, read again when they have been set; what is now as the province has it is no change. */
export function useProvinceParameters(): MeasureParameters | undefined {
  const settings = useStore((state) => state.coverage.settings);
  const { answer } = useReading(`parameters ${settings}`, '', (signal) => readCoverageParameters({ signal }));
  const parameters = answer?.parameters;
  useEffect(() => {
    const { changes } = getState().coverage;
    const left = parameters ? differing(changes, parameters) : changes;
    if (left !== changes) changeCoverage({ changes: left });
  }, [parameters]);
  return parameters;
}
