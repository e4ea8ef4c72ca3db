/**
 * Objectives and error budgets read from Prometheus, with reasons and age.
 *
 * @packageDocumentation
 */
export { sloPlugin as default, sloPlugin } from './plugin';
