import type { Survey } from '../../api/survey-types.ts';

type Step = Survey['steps'][number];

/** Changes of the reading that one person made one after the other are told as one, with the last one's time. */
export function gathered(steps: readonly Step[]): (Step & { readonly times: number })[] {
  const told: (Step & { times: number })[] = [];
  for (const step of steps) {
    const last = told.at(-1);
    const isMore = step.action === 'change' && last?.action === 'change' && last.account === step.account;
    if (isMore) told[told.length - 1] = { ...step, times: last.times + 1 };
    else told.push({ ...step, times: 1 });
  }
  return told;
}
