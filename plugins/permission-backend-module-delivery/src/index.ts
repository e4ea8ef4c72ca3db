/**
 * Viewer, developer, owner, approver and operator: the permission policy of
 * delivery.
 *
 * @packageDocumentation
 */
export { readRoles } from './config';
export { decideDelivery, type DeliveryUser } from './decideDelivery';
export { defaultDeliveryRoles, type DeliveryRoles } from './domain/roles';
export { permissionModuleDelivery as default } from './module';
