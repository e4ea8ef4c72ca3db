import { z } from 'zod/v4';
import type { Sample, Series } from '../Prometheus';
import { parseAs } from './envelope';
import { readLabels } from './labels';
import { readPoint } from './numbers';
import { isList, wrong } from './WrongShape';

/**
 * Its items are read by hand: 100,000 samples with ten labels each take 45 ms,
 * and 200 ms with a schema.
 */
const resultSchema = z.object({
  resultType: z.enum(['vector', 'scalar', 'matrix', 'string']),
  result: z.array(z.unknown()),
});

/** What was read, and how many native histograms were not. */
export interface Read<T> {
  value: T[];
  histograms: number;
}

/** Reads the answer of a query at one time. */
export function readSamples(data: unknown): Read<Sample> {
  const { resultType, result } = parseAs(resultSchema, data);
  if (resultType === 'scalar') {
    const [at, value] = readPoint(result, 'data.result');
    return { value: [{ labels: {}, at, value }], histograms: 0 };
  }
  if (resultType !== 'vector') {
    return wrong('data.resultType', 'a vector or a scalar', resultType);
  }
  const samples: Sample[] = [];
  let histograms = 0;
  for (const [index, item] of result.entries()) {
    const path = `data.result[${index}]`;
    const { metric, value, histogram } = readItem(item, path);
    if (value === undefined && histogram !== undefined) {
      histograms++;
      continue;
    }
    const labels = readLabels(metric, `${path}.metric`);
    const [at, number] = readPoint(value, `${path}.value`);
    samples.push({ labels, at, value: number });
  }
  return { value: samples, histograms };
}

/** Reads the answer of a query over a time. */
export function readSeries(data: unknown): Read<Series> {
  const { resultType, result } = parseAs(resultSchema, data);
  if (resultType !== 'matrix') {
    return wrong('data.resultType', 'a matrix', resultType);
  }
  const series: Series[] = [];
  let histograms = 0;
  for (const [index, item] of result.entries()) {
    const path = `data.result[${index}]`;
    const { metric, values, histograms: others } = readItem(item, path);
    if (others !== undefined) histograms++;
    if (values === undefined && others !== undefined) continue;
    const labels = readLabels(metric, `${path}.metric`);
    series.push({ labels, points: readPoints(values, `${path}.values`) });
  }
  return { value: series, histograms };
}

function readPoints(values: unknown, path: string): Series['points'] {
  if (!isList(values)) return wrong(path, 'a list', values);
  return values.map((pair, index) => readPoint(pair, `${path}[${index}]`));
}

interface Item {
  metric?: unknown;
  value?: unknown;
  values?: unknown;
  histogram?: unknown;
  histograms?: unknown;
}

function readItem(item: unknown, path: string): Item {
  return typeof item === 'object' && item !== null
    ? item
    : wrong(path, 'a series', item);
}
