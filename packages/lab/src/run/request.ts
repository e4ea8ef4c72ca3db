import { z } from 'zod/v4';

/** What a supervisor is to start. */
export interface LabRequest {
  name: string;
  stateDir: string;
  clusters: number;
  controllers: boolean;
  demo: boolean;
  binDir: string;
  assetsDir: string;
  packageDir: string;
  rbacDir: string;
  /** Missing: no Prometheus and no traffic. */
  prometheus?: { program: string; promtool: string; version: string };
}

/** It crosses a process border as JSON. */
export const labRequest = z.object({
  name: z.string(),
  stateDir: z.string(),
  clusters: z.number(),
  controllers: z.boolean(),
  demo: z.boolean(),
  binDir: z.string(),
  assetsDir: z.string(),
  packageDir: z.string(),
  rbacDir: z.string(),
  prometheus: z
    .object({ program: z.string(), promtool: z.string(), version: z.string() })
    .optional(),
});

/** What a supervisor tells the process that started it. */
export const supervisorMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), line: z.string() }),
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('failed'), message: z.string() }),
]);

/** What a supervisor tells the process that started it. */
export type SupervisorMessage = z.infer<typeof supervisorMessage>;
