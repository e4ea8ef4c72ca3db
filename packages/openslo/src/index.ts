/**
 * Objectives in; Prometheus recording rules, burn alerts and promtool tests out.
 *
 * @packageDocumentation
 */
export {};
