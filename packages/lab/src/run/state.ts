import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod/v4';
import { codeOf, LabError } from '../errors.ts';
import { labDir } from './paths.ts';

/** The programs of one cluster. The last two run beside the first cluster only. */
export const COMPONENTS = [
  'etcd',
  'apiserver',
  'controller-manager',
  'scheduler',
  'kwok',
  'rollouts',
  'prometheus',
  'traffic',
] as const;

/**
 * One program of a cluster.
 *
 * @public
 */
export type ComponentName =
  | 'etcd'
  | 'apiserver'
  | 'controller-manager'
  | 'scheduler'
  | 'kwok'
  | 'rollouts'
  | 'prometheus'
  | 'traffic';

/**
 * Whose credential.
 *
 * @public
 */
export type Role = 'admin' | 'reader' | 'writer';

/**
 * A program of the lab as it runs now; `pid` is missing while it is stopped.
 *
 * @public
 */
export interface LabComponent {
  name: ComponentName;
  pid?: number;
  startTime?: string;
  ports: number[];
  log: string;
}

/**
 * One control plane.
 *
 * @public
 */
export interface LabCluster {
  name: string;
  url: string;
  /** Base64 of the PEM, as kubeconfig and app-config take it. */
  caData: string;
  caFile: string;
  /** The admin's. */
  kubeconfig: string;
  tokens: Record<Role, string>;
  tokenFiles: Record<Role, string>;
  components: LabComponent[];
}

/**
 * The Prometheus of a lab; `pid` is missing while it is stopped.
 *
 * @public
 */
export interface LabPrometheus {
  url: string;
  /** In full: `3.16.0`. */
  version: string;
  /** `prometheus.yml`, `rules/` and `data/`. */
  dir: string;
  port: number;
  log: string;
  pid?: number;
  startTime?: string;
}

/**
 * A running lab, as its lab.json says.
 *
 * @public
 */
export interface Lab {
  version: 1;
  name: string;
  stateDir: string;
  startedAt: string;
  controllers: boolean;
  demo: boolean;
  binDir: string;
  supervisor: { pid: number; startTime: string };
  control: { url: string; token: string };
  clusters: LabCluster[];
  /** Missing where it was started without one. */
  prometheus?: LabPrometheus;
  /** Where the traffic model serves its counters: `GET /metrics`. */
  traffic?: { url: string };
}

const byRole = z.object({
  admin: z.string(),
  reader: z.string(),
  writer: z.string(),
});

const labSchema = z.object({
  version: z.literal(1),
  name: z.string(),
  stateDir: z.string(),
  startedAt: z.string(),
  controllers: z.boolean(),
  demo: z.boolean(),
  binDir: z.string(),
  supervisor: z.object({ pid: z.number(), startTime: z.string() }),
  control: z.object({ url: z.string(), token: z.string() }),
  clusters: z
    .array(
      z.object({
        name: z.string(),
        url: z.string(),
        caData: z.string(),
        caFile: z.string(),
        kubeconfig: z.string(),
        tokens: byRole,
        tokenFiles: byRole,
        components: z.array(
          z.object({
            name: z.enum(COMPONENTS),
            pid: z.number().optional(),
            startTime: z.string().optional(),
            ports: z.array(z.number()),
            log: z.string(),
          }),
        ),
      }),
    )
    .min(1),
  prometheus: z
    .object({
      url: z.string(),
      version: z.string(),
      dir: z.string(),
      port: z.number(),
      log: z.string(),
      pid: z.number().optional(),
      startTime: z.string().optional(),
    })
    .optional(),
  traffic: z.object({ url: z.string() }).optional(),
});

/** The text of a lab.json, parsed; a file of another version is refused. */
export function parseLab(text: string, from: string): Lab {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new LabError(
      `${from} is not JSON: run "./greenlight lab down" and "./greenlight lab up" again.`,
      { cause: error },
    );
  }
  const parsed = labSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new LabError(
    `${from} does not describe a lab of this version (${
      issue?.path.join('.') || 'top level'
    }: ${
      issue?.message
    }): run "./greenlight lab down" and "./greenlight lab up" again.`,
  );
}

/** The file that describes a lab. */
export function labFile(name: string): string {
  return join(labDir(name), 'lab.json');
}

/**
 * Reads a lab by its name or the path of its lab.json; without either, the one that GREENLIGHT_LAB names, else the lab `default`.
 *
 * @public
 */
export function readLab(nameOrFile?: string): Lab {
  const wanted = nameOrFile ?? process.env.GREENLIGHT_LAB ?? 'default';
  const file = wanted.includes('/') ? resolve(wanted) : labFile(wanted);
  try {
    return parseLab(readFileSync(file, 'utf8'), file);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    throw new LabError(
      `There is no lab at ${file}: start it with "./greenlight lab up".`,
    );
  }
}
