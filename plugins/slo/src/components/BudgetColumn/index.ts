export { createBudgetColumn } from './createBudgetColumn';
