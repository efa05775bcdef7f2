import type { Clearance, Permission, Role } from '@phen-dau/geodata';
import { roleMay } from '@phen-dau/geodata';
import type { Actor, DatabaseRole } from './database/database.ts';

/** Nobody signed in. Reads open layers where the installation says so (`PUBLIC_READ=1`), otherwise nothing. */
export interface Anonymous {
  readonly kind: 'anonymous';
  readonly clearance: 'open';
  readonly readsOpenLayers: boolean;
}

/** An account behind a live session or an API token, as it is now: role and clearance are read at each request. */
export interface SignedIn {
  readonly kind: 'account';
  readonly accountId: string;
  readonly username: string;
  readonly role: Role;
  readonly clearance: Clearance;
  /** The border post the account belongs to, or null. */
  readonly post: { readonly id: string; readonly name: string } | null;
  /** By which proof the request came: a session's cookie or an API token. */
  readonly proof: { readonly kind: 'session' | 'token'; readonly id: string };
}
export type Caller = Anonymous | SignedIn;

/** Whether a caller may perform a named act. Every authorisation in the API ends here. */
export function mayPerform(caller: Caller, permission: Permission): boolean {
  if (caller.kind === 'anonymous') return caller.readsOpenLayers && permission === 'layers.read';
  return roleMay(caller.role, permission);
}

interface Circumstances {
  /** Address of the caller, for the audit. */
  readonly from?: string | undefined;
  /** The reason given for a change. */
  readonly why?: string | undefined;
}

/** On whose behalf the database reads: only what this clearance is granted. */
export const readerFor = (caller: Caller, circumstances: Circumstances = {}) =>
  actorFor(`reader_${caller.clearance}`, caller, circumstances);

/** On whose behalf the database writes: only what this clearance is granted. */
export const editorFor = (caller: SignedIn, circumstances: Circumstances = {}) =>
  actorFor(`editor_${caller.clearance}`, caller, circumstances);

/** For accounts, sessions and throttle, which no reader or editor role reaches. */
export const keeperFor = (account: string | null, from?: string): Actor => ({
  role: 'account_keeper',
  account,
  ...(from && { from }),
});

function actorFor(role: DatabaseRole, caller: Caller, { from, why }: Circumstances): Actor {
  return {
    role,
    account: caller.kind === 'account' ? caller.username : null,
    ...(from && { from }),
    ...(why && { why }),
  };
}
