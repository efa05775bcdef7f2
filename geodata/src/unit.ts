import { type Bilingual, say } from './text.ts';

export const units = ['metres', 'kilometres', 'hectares', 'dong', 'man-days', 'watts', 'households'] as const;
export type Unit = (typeof units)[number];

/** The short form written behind a number. */
export const unitSymbols = {
  metres: say('m', 'm'),
  kilometres: say('km', 'km'),
  hectares: say('ha', 'ha'),
  dong: say('đồng', 'VND'),
  'man-days': say('ngày công', 'man-days'),
  watts: say('W', 'W'),
  households: say('hộ', 'households'),
} as const satisfies Record<Unit, Bilingual>;
