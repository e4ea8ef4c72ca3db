export { ReliabilityCard } from './ReliabilityCard';
