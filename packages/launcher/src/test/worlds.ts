import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { appBuildStage } from '../portal/appBuild.ts';
import { readLabFile } from '../portal/labFile.ts';
import { servePortal } from '../portal/serve.ts';
import { atEnd } from '../process/signals.ts';
import { freePort } from '../setup/ports.ts';
import { downLab, upLab } from '../setup/lab.ts';

export type World =
  | { ok: true; env: Record<string, string>; end: () => Promise<void> }
  | { ok: false; reason: string };

const nothing: World = { ok: true, env: {}, end: async () => {} };

const worlds: Readonly<Record<string, () => Promise<World>>> = {
  lab: () => labWorld('lab', ['--clusters', '2']),
  browser: portalWorld,
};

/** What a suite runs against; each gets its own, so that none sees what another did. */
export function worldOf(suite: string): Promise<World> {
  return worlds[suite]?.() ?? Promise.resolve(nothing);
}

export async function labWorld(
  suite: string,
  args: readonly string[],
): Promise<World> {
  const up = await upLab(suite, args);
  return up.ok
    ? {
        ok: true,
        env: { GREENLIGHT_LAB: up.file },
        end: () => downLab(suite),
      }
    : { ok: false, reason: up.reason };
}

/** The built portal on a lab with the demo services, as a person would see it. */
export async function portalWorld(): Promise<World> {
  const lab = await labWorld('browser', []);
  if (!lab.ok) {
    return lab;
  }
  const built = await appBuildStage().run();
  if (built.kind === 'failed') {
    return { ok: false, reason: built.output };
  }
  const description = readLabFile(lab.env.GREENLIGHT_LAB ?? '');
  if (!description.ok) {
    return description;
  }
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'greenlight-portal-'));
  atEnd(async () => fs.rmSync(dataDir, { recursive: true, force: true }));
  const started = await servePortal({
    port: await freePort(),
    lab: description.lab,
    as: process.env.GREENLIGHT_AS,
    dataDir,
    logName: 'test-portal',
  });
  if (!started.ok) {
    return { ok: false, reason: started.output };
  }
  const { url, running } = started.portal;
  return {
    ok: true,
    env: { ...lab.env, GREENLIGHT_PORTAL_URL: url },
    end: async () => {
      await running.stop();
      await lab.end();
    },
  };
}
