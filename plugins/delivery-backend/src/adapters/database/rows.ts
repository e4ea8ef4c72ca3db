import type { ActionRecord } from '../../domain/actionRecord';
import { openKey } from '../../domain/actionRecord';

/** A row of `delivery_actions`. */
export type ActionRow = {
  id: string;
  action: string;
  entity_ref: string;
  environment: string;
  uid: string;
  /** PostgreSQL answers big integers as texts. */
  asked_at: number | string;
  state: string;
  record: string;
  open_key: string | null;
  finished: boolean;
  lease_owner: string;
  lease_until: number | string;
  version: number;
};

/** What of a row depends on the record. */
export function recordColumns(record: ActionRecord) {
  const done = record.stage === 'done';
  // An accepted one only waits to be in effect: the next action may come.
  const open = !done && record.state !== 'accepted';
  const text = done ? withoutWorkings(record) : record;
  return {
    state: record.state,
    record: JSON.stringify(text),
    open_key: open ? openKey(record) : null,
    finished: done,
  };
}

/** What was needed to drive it is not kept: the audit row has what was seen, asked and answered. */
function withoutWorkings(record: ActionRecord): Omit<ActionRecord, 'before'> {
  const { before: _, ...rest } = record;
  return { ...rest, plan: [] };
}

/** A record as it was saved. The text is our own, nobody else writes it. */
export function fromRow(row: Pick<ActionRow, 'record'>): ActionRecord {
  return JSON.parse(row.record) as ActionRecord;
}
