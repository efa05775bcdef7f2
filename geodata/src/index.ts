export * from './catalogue.ts';
export * from './field.ts';
export * from './issue.ts';
export * from './layer.ts';
export * from './role.ts';
export * from './sensitivity.ts';
export * from './text.ts';
export * from './unit.ts';
