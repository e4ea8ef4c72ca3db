/**
 * Typed client of the Prometheus HTTP API.
 *
 * @packageDocumentation
 */
export {};
