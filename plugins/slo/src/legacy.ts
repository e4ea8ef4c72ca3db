/** The slo plugin for the old frontend system. */
export {};
