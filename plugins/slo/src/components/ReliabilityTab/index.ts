export { ReliabilityTab } from './ReliabilityTab';
