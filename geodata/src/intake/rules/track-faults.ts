import { featureRule } from './rule.ts';

/** Walks differ by so much without anybody being wrong: the noise of a receiver. */
const toleratedMetres = 20;
const toleratedShare = 0.05;

/** A track with faults left in that make it longer, or shorter, than anybody walked. */
export const trackFaults = featureRule({
  name: 'track-faults',
  codes: ['track-faults'],
  appliesTo: ({ geometry }) => geometry === 'MultiLineString',
  check({ index, faults }) {
    if (!faults) return null;
    const { count, jumps, metres, metresWithout, place } = faults;
    const falsified = Math.abs(metres - metresWithout);
    if (jumps === 0 && falsified <= Math.max(toleratedMetres, toleratedShare * metresWithout)) return null;
    return {
      ...{ code: 'track-faults', severity: 'warning', feature: index, place },
      context: { count, metres: Math.round(metres), without: Math.round(metresWithout) },
      fix: { kind: 'take-cuts' },
    };
  },
});
