import { type Bilingual, say } from './text.ts';

export const roles = ['viewer', 'officer', 'surveyor', 'planner', 'reviewer', 'administrator'] as const;
export type Role = (typeof roles)[number];

/** Named acts. A route names the one it needs; what an account may *see* is decided by clearance, not by these. */
export const permissions = [
  'layers.read',
  'features.write-plans',
  'features.write-register',
  'survey.submit',
  'survey.review',
  'coverage.read',
  'coverage.set-parameters',
  'plan.write',
  'export.bulk',
  'account.own',
  'accounts.manage',
  'audit.read',
] as const;
export type Permission = (typeof permissions)[number];

const everyone = ['layers.read', 'account.own'] as const;

/** Who may do what; tested cell by cell as a table. */
export const rolePermissions = {
  viewer: [...everyone],
  officer: [...everyone, 'coverage.read', 'export.bulk'],
  surveyor: [...everyone, 'survey.submit', 'coverage.read', 'export.bulk'],
  planner: [...everyone, 'coverage.read', 'plan.write', 'features.write-plans', 'export.bulk'],
  reviewer: [
    ...everyone,
    'coverage.read',
    'coverage.set-parameters',
    'survey.submit',
    'survey.review',
    'features.write-register',
    'features.write-plans',
    'export.bulk',
  ],
  administrator: [...permissions],
} as const satisfies Record<Role, readonly Permission[]>;

export const roleLabels = {
  viewer: say('Người xem', 'Viewer'),
  officer: say('Sĩ quan', 'Officer'),
  surveyor: say('Khảo sát viên', 'Surveyor'),
  planner: say('Quy hoạch viên', 'Planner'),
  reviewer: say('Người duyệt', 'Reviewer'),
  administrator: say('Quản trị', 'Administrator'),
} as const satisfies Record<Role, Bilingual>;

/** Whether a role may perform a named act. */
export function roleMay(role: Role, permission: Permission): boolean {
  return (rolePermissions[role] as readonly Permission[]).includes(permission);
}
