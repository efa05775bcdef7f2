import type { Clearance, Role } from '@phen-dau/geodata';

/** The accounts of the demonstration; all have the same password. */
export const demonstrationAccounts = [
  { username: 'viewer', role: 'viewer', clearance: 'open' },
  { username: 'officer', role: 'officer', clearance: 'internal', post: 'Bắc Xa' },
  { username: 'surveyor', role: 'surveyor', clearance: 'internal' },
  { username: 'planner', role: 'planner', clearance: 'internal' },
  { username: 'reviewer', role: 'reviewer', clearance: 'internal' },
  { username: 'commander', role: 'planner', clearance: 'restricted' },
  { username: 'admin', role: 'administrator', clearance: 'internal' },
] as const satisfies readonly {
  readonly username: string;
  readonly role: Role;
  readonly clearance: Clearance;
  /** Part of the name of the border post the account belongs to. */
  readonly post?: string;
}[];
export type DemonstrationAccount = (typeof demonstrationAccounts)[number]['username'];
