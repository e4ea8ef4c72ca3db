/**
 * People of every role and the matrix of what they may do, for tests.
 *
 * @packageDocumentation
 */
export { authorizeTarget } from '../authorizeTarget';
export {
  deliveryMatrix,
  matrixMarkdown,
  type MatrixCell,
  type MatrixPerson,
} from '../matrix';
export {
  exampleEnvironments,
  exampleRoles,
  peopleOf,
  personOf,
  roleNames,
  type RoleName,
  type RolePerson,
} from './people';
export { signedInPeople } from './signedInPeople';
export type { DeliveryUser } from '../decideDelivery';
export type { DeliveryRoles } from '../domain/roles';
