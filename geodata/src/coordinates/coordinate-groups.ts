import type { CoordinateToken, Hemisphere } from './coordinate-tokens.ts';

/** One of the two numbers that make a place: degrees (perhaps with minutes and seconds) or metres. */
export interface CoordinateGroup {
  /** Degrees or metres, signed as written; the hemisphere is not applied yet. */
  readonly value: number;
  /** 1: a plain number; 2 or 3: degrees and minutes (and seconds). */
  readonly components: number;
  readonly hemisphere: Hemisphere | 'n' | null;
  readonly label: 'latitude' | 'longitude' | 'x' | 'y' | null;
}

interface Component {
  value: number;
  whole: boolean;
  mark: '°' | '′' | '″' | null;
}
interface Draft {
  components: Component[];
  hemisphere: Hemisphere | 'n' | null;
  label: CoordinateGroup['label'];
  closed: boolean;
}

const empty = (): Draft => ({ components: [], hemisphere: null, label: null, closed: false });
const order = ['°', '′', '″'] as const;

/** The two groups in a list of tokens, or null when it does not hold exactly two sound ones. */
export function coordinateGroups(tokens: readonly CoordinateToken[]): [CoordinateGroup, CoordinateGroup] | null {
  const drafts = collect(tokens);
  if (!drafts) return null;
  const [first, second, ...more] = drafts.length === 1 ? halves(drafts[0]) : drafts;
  if (!first || !second || more.length > 0) return null;
  const groups = [finish(first), finish(second)] as const;
  return groups[0] && groups[1] ? [groups[0], groups[1]] : null;
}

function collect(tokens: readonly CoordinateToken[]): Draft[] | null {
  const drafts: Draft[] = [];
  let current = empty();
  const close = () => {
    if (current.components.length > 0) drafts.push(current);
    current = empty();
  };
  for (const [index, token] of tokens.entries()) {
    const started = current.components.length > 0;
    const last = current.components.at(-1);
    switch (token.kind) {
      case 'separator':
        close();
        break;
      case 'label':
        if (started) close();
        current.label = token.label;
        break;
      case 'hemisphere':
        if (started && current.hemisphere !== null) close();
        if (current.hemisphere !== null) return null;
        current.hemisphere = token.hemisphere;
        // Behind the number it ends the group; before it, it opens one.
        if (started) close();
        break;
      case 'number': {
        const next = tokens[index + 1];
        const opensAngle = next?.kind === 'mark' && next.mark === '°';
        if (started && (opensAngle || token.signed || last?.mark === '″')) close();
        current.components.push({ value: token.value, whole: token.whole, mark: null });
        break;
      }
      case 'mark':
        if (!last || last.mark !== null) return null;
        last.mark = token.mark;
    }
  }
  if (current.components.length === 0 && (current.hemisphere !== null || current.label !== null)) return null;
  close();
  return drafts;
}

/** `21.97 106.71` and `21 58 42 106 42 38` come as one run of bare numbers: each half is one coordinate. */
function halves(draft: Draft | undefined): Draft[] {
  if (!draft || draft.hemisphere !== null || draft.label !== null) return [];
  const { components } = draft;
  const middle = components.length / 2;
  if (!Number.isInteger(middle) || components.some(({ mark }) => mark !== null)) return [];
  return [
    { ...draft, components: components.slice(0, middle) },
    { ...draft, components: components.slice(middle) },
  ];
}

function finish({ components, hemisphere, label }: Draft): CoordinateGroup | null {
  if (components.length > 3) return null;
  let value = 0;
  for (const [index, component] of components.entries()) {
    if (component.mark !== null && component.mark !== order[index]) return null;
    if (index < components.length - 1 && !component.whole) return null;
    if (index > 0 && !(component.value >= 0 && component.value < 60)) return null;
    value += Math.abs(component.value) / 60 ** index;
  }
  const negative = Object.is(Math.sign(components[0]?.value ?? 0), -1) || Object.is(components[0]?.value, -0);
  return { value: negative ? -value : value, components: components.length, hemisphere, label };
}
