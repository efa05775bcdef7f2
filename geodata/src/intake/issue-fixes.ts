import type { Issue, IssueFix } from '../issue.ts';
import type { Layer } from '../layer.ts';
import { closestWord } from './closest-word.ts';
import { fittingShapes } from './fitting-shapes.ts';

/** The issues of readers and validator with the fixes a survey has for them; those that have one already keep it. */
export function withFixes(issues: readonly Issue[], layer: Layer): Issue[] {
  return issues.map((issue) => {
    const fix = issue.fix ?? fixOf(issue, layer);
    return fix ? { ...issue, fix } : issue;
  });
}

function fixOf(issue: Issue, layer: Layer): IssueFix | null {
  const { code, context = {}, property } = issue;
  switch (code) {
    case 'crs-mismatch':
    case 'datum-suspected':
      return { kind: 'set-crs', crs: String(context.likely), order: context.order === 'swapped' ? 'swapped' : 'as-is' };
    case 'coordinate-axes-swapped':
      return { kind: 'swap-axes' };
    case 'ring-unclosed':
    case 'ring-self-crossing':
    case 'rings-crossing':
    case 'hole-outside':
    case 'parts-overlapping':
      return { kind: 'repair' };
    case 'property-invalid': {
      const field = property === undefined ? undefined : layer.fields[property];
      const word = field && closestWord(String(context.value ?? ''), field);
      return word && property !== undefined ? { kind: 'set-property', property, value: word } : null;
    }
    case 'geometry-wrong-type':
      if (issue.feature === undefined) return null;
      return context.fitting === undefined
        ? { kind: 'leave-out' }
        : { kind: 'take-fitting', shapes: fittingShapes[layer.geometry] };
    case 'feature-unreadable':
    case 'row-unreadable':
    case 'fixes-unreadable':
    case 'geometry-missing':
    case 'geometry-too-short':
    case 'coordinate-not-finite':
    case 'outside-province':
    case 'identifier-repeated':
    case 'route-planned':
      return issue.feature === undefined ? null : { kind: 'leave-out' };
    default:
      return null;
  }
}
