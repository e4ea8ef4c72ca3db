import { createPermission } from '@backstage/plugin-permission-common';

/**
 * To read objectives and budgets. What of them a person sees follows the
 * catalog: an entity that is not visible to them shows no budget either.
 *
 * @public
 */
export const sloObjectiveReadPermission = createPermission({
  name: 'slo.objective.read',
  attributes: { action: 'read' },
});

/** All permissions of the slo plugin. @public */
export const sloPermissions = [sloObjectiveReadPermission];
