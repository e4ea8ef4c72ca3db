/**
 * Reliability card, tab and page, and a column for the catalog.
 *
 * @packageDocumentation
 */
export { sloPlugin as default, sloPlugin } from './plugin';
export { sloApiRef } from './api/sloApiRef';
export { entityReliabilityRouteRef, reliabilityPageRouteRef } from './routes';
export { createBudgetColumn } from './components/BudgetColumn';
