import { createConditionExports } from '@backstage/plugin-permission-node';
import { deliveryTargetResourceRef } from './resource';
import { deliveryRules } from './rules';

const { conditions, createConditionalDecision } = createConditionExports({
  resourceRef: deliveryTargetResourceRef,
  rules: deliveryRules,
});

/**
 * The rules as conditions, for use in a permission policy.
 *
 * @public
 */
export const deliveryConditions = conditions;

/**
 * Makes a conditional decision on a delivery permission.
 *
 * @public
 */
export const createDeliveryConditionalDecision = createConditionalDecision;
