/**
 * What was changed in an index since it was packed, the latest change first. An index is never changed itself: each edit makes
 * another one, with one more change before those of the index it was made from. So what was computed from one of them holds
 * in another as long as no change that only one of the two has seen lies near.
 */
export interface Changes {
  /** West, south, east, north: longitude in radians, meridian arc in metres. */
  readonly box: Float64Array;
  /** Null: the index as it was packed, which has nothing in common with any other. */
  readonly before: Changes | null;
  /** Of the changes before. */
  readonly count: number;
}

/** An index that tells what was changed in it. */
export interface Changing {
  readonly changes: Changes;
}

export const noChanges = (): Changes => ({ box: new Float64Array(4), before: null, count: 0 });

/** One more change, of what lies in a box, which is copied. After `mostKept` the index begins anew, and all is computed once more. */
export function changedIn(box: Float64Array, before: Changes): Changes {
  return before.count < mostKept ? { box: box.slice(), before, count: before.count + 1 } : noChanges();
}

/** Some bytes each: somebody may drag for hours. */
const mostKept = 10_000;

/** More changes than this are not looked through, at some nanoseconds each: to compute anew costs no more. */
const mostChanges = 2000;

interface Remembered<Made> {
  readonly told: string;
  readonly box: Float64Array;
  readonly made: Made;
  /** The changes of each index when it was last seen to hold. */
  seen: readonly Changes[];
}

/**
 * Remembers what was made last of each subject (a road, a marker, a piece of a track) from some indexes, as long as nothing of them
 * changed inside the subject's box and nothing else it depends on (`told`) differs. The box must hold all that is looked at.
 */
export function rememberingNear<Subject extends object, Made>() {
  const known = new WeakMap<Subject, Remembered<Made>>();
  return (
    subject: Subject,
    told: string,
    indexes: readonly Changing[],
    boxOf: () => Float64Array,
    make: () => Made,
  ): Made => {
    const last = known.get(subject);
    if (last?.told === told && holds(last, indexes)) return last.made;
    const made = make();
    known.set(subject, { told, box: boxOf().slice(), made, seen: indexes.map(({ changes }) => changes) });
    return made;
  };
}

function holds(last: Remembered<unknown>, indexes: readonly Changing[]): boolean {
  let isNews = false;
  for (let place = 0; place < indexes.length; place++) {
    const { changes } = indexes[place] as Changing;
    const then = last.seen[place];
    if (changes === then) continue;
    if (!isUntouched(last.box, changes, then)) return false;
    isNews = true;
  }
  if (isNews) last.seen = indexes.map(({ changes }) => changes);
  return true;
}

/** Whether no change that only one of two has seen meets the box; false too for those of different indexes, or long apart. */
function isUntouched(box: Float64Array, now: Changes, then: Changes | undefined): boolean {
  let [one, other] = [now, then];
  for (let steps = 0; other && one !== other; steps++) {
    const later: Changes = one.count > other.count ? one : other;
    if (steps === mostChanges || later.before === null || doMeet(later.box, box)) return false;
    if (later === one) one = later.before;
    else other = later.before;
  }
  return other !== undefined;
}

/** Whether two boxes meet; written so that those that cannot be compared are taken to. */
export function doMeet(a: Float64Array, b: Float64Array): boolean {
  return !(
    (a[0] as number) > (b[2] as number) ||
    (a[2] as number) < (b[0] as number) ||
    (a[1] as number) > (b[3] as number) ||
    (a[3] as number) < (b[1] as number)
  );
}
