/**
 * Reliability card, tab and page.
 *
 * @packageDocumentation
 */
export {};
