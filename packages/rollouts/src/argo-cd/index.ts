export { argoCdAction, argoCdActions, ARGO_CD_ACTIONS } from './actions';
export type { ArgoCdActionName } from './actions';
export { differences } from './differences';
export type { Difference } from './differences';
export { argoCdHealth } from './health';
export type { ArgoCdHealth } from './health';
