import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '../errors.ts';
import { componentCommand, type ClusterLayout } from './components.ts';
import { explainExit } from './explainExit.ts';
import type { Guardian } from './guardian.ts';
import { identify } from './processes.ts';
import type { ComponentName, LabComponent } from './state.ts';
import { waitFor } from './waiting.ts';

/** The running programs of one cluster; children of this process. */
export class ClusterProcesses {
  readonly #layout: ClusterLayout;
  readonly #guardian: Guardian;
  readonly #onChange: () => void;
  readonly #children = new Map<ComponentName, ChildProcess>();
  readonly #components = new Map<ComponentName, LabComponent>();

  constructor(
    layout: ClusterLayout,
    options: { guardian: Guardian; onChange: () => void },
  ) {
    this.#layout = layout;
    this.#guardian = options.guardian;
    this.#onChange = options.onChange;
  }

  /** Folders and ports. */
  get layout(): ClusterLayout {
    return this.#layout;
  }

  /** What runs, and what ran. */
  get components(): LabComponent[] {
    return [...this.#components.values()];
  }

  /** Starts a program unless it runs. */
  start(name: ComponentName): void {
    if (this.#children.has(name)) return;
    const { program, args, ports, cwd } = componentCommand(name, this.#layout);
    const log = join(this.#layout.dir, `${name}.log`);
    const output = openSync(log, 'a', 0o600);
    const child = spawn(program, args, {
      cwd: cwd ?? this.#layout.dir,
      detached: true,
      stdio: ['ignore', output, output],
      env: { PATH: process.env.PATH, HOME: this.#layout.dir, TZ: 'UTC' },
    });
    closeSync(output);
    const { pid } = child;
    if (pid === undefined) {
      child.on('error', () => undefined);
      throw new LabError(
        `${program} could not be started: run "./greenlight lab build".`,
      );
    }
    this.#guardian.watch(pid);
    this.#children.set(name, child);
    const startTime = identify(pid)?.startTime;
    this.#components.set(name, { name, pid, startTime, ports, log });
    child.on('exit', () => {
      this.#guardian.forget(pid);
      this.#children.delete(name);
      this.#components.set(name, { name, ports, log });
      this.#onChange();
    });
    this.#onChange();
  }

  /** Ends a program and waits until it is gone. */
  async stop(
    name: ComponentName,
    signal: NodeJS.Signals = 'SIGKILL',
  ): Promise<void> {
    const child = this.#children.get(name);
    if (!child) return;
    child.kill(signal);
    await waitFor(`The end of ${name}`, () => !this.#children.has(name), {
      withinMs: 30_000,
      everyMs: 10,
    });
  }

  /** Ends all of them. Their state is thrown away, so none is asked politely. */
  async stopAll(): Promise<void> {
    await Promise.all(
      [...this.#children.keys()].reverse().map(name => this.stop(name)),
    );
  }

  /** Fails with the end of its log when a program that should run does not. */
  expectRunning(name: ComponentName): void {
    if (this.#children.has(name)) return;
    throw new LabError(explainExit(name, this.logTail(name)));
  }

  /** The last lines of a log. */
  logTail(name: ComponentName, lines = 8): string {
    try {
      const log = readFileSync(join(this.#layout.dir, `${name}.log`), 'utf8');
      return log.trimEnd().split('\n').slice(-lines).join('\n');
    } catch {
      return '';
    }
  }
}
