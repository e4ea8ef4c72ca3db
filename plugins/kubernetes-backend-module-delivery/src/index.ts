/**
 * Hands the Kubernetes plugin's clusters and credentials over to the delivery
 * plugin.
 *
 * @packageDocumentation
 */
export { accessThroughStrategies, accessThroughStrategy } from './access';
export { kubernetesModuleDelivery as default } from './module';
