/**
 * What runs where, how the canary does, and safe actions on it.
 *
 * @packageDocumentation
 */
export { deliveryPlugin as default } from './plugin';
