import type { Labels } from '../Prometheus';
import { wrong } from './WrongShape';

export function isLabels(value: unknown): value is Labels {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return false;
  }
  for (const each of Object.values(value)) {
    if (typeof each !== 'string') return false;
  }
  return true;
}

export function readLabels(value: unknown, path: string): Labels {
  return isLabels(value) ? value : wrong(path, 'a set of labels', value);
}
