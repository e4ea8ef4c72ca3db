import { z } from 'zod/v4';
import type { Labels } from '../Prometheus';
import { parseAs } from './envelope';
import { readLabels } from './labels';

const seriesSchema = z.array(z.unknown());
const buildInfoSchema = z.object({ version: z.string() });

/** Reads which series there are. */
export function readLabelSets(data: unknown): Labels[] {
  return parseAs(seriesSchema, data).map((item, index) =>
    readLabels(item, `data[${index}]`),
  );
}

export function readBuildInfo(data: unknown): { version: string } {
  return parseAs(buildInfoSchema, data);
}
