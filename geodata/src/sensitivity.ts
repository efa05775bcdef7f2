import { type Bilingual, say } from './text.ts';

/** How far data may travel, from least to most protected. An account's clearance uses the same words. */
export const sensitivities = ['open', 'internal', 'restricted'] as const;
export type Sensitivity = (typeof sensitivities)[number];
export type Clearance = Sensitivity;

export const sensitivityLabels = {
  open: say('Công khai', 'Open'),
  internal: say('Nội bộ', 'Internal'),
  restricted: say('Hạn chế', 'Restricted'),
} as const satisfies Record<Sensitivity, Bilingual>;

/** Whether a reader with `clearance` may see data of `sensitivity`. The only place the order is compared. */
export function clears(clearance: Clearance, sensitivity: Sensitivity): boolean {
  return sensitivities.indexOf(clearance) >= sensitivities.indexOf(sensitivity);
}
