import { startTimeOf } from './marker.ts';
import { run, start } from './programs.ts';

const node = (script: string) => ({
  command: process.execPath,
  args: ['-e', script],
});

describe('programs', () => {
  it('keeps what a program printed and its exit code', async () => {
    expect(
      await run(
        node('console.log("out"); console.error("err"); process.exit(3)'),
      ),
    ).toMatchObject({
      code: 3,
      output: expect.stringMatching(/out\n[^]*err|err\n[^]*out/),
    });
  });

  it('tells of a program that is not there', async () => {
    expect(await run({ command: '/no/such/program', args: [] })).toMatchObject({
      code: 127,
      output: expect.stringContaining('ENOENT'),
    });
  });

  it('stops what a program started too', async () => {
    const lines: string[] = [];
    let seen: (line: string) => void = () => {};
    const first = new Promise<string>(resolve => {
      seen = resolve;
    });
    const running = start({
      ...node(
        'const c = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]); console.log(c.pid); setInterval(() => {}, 1000)',
      ),
      onLine: line => {
        lines.push(line);
        seen(line);
      },
    });
    const grandchild = Number(await first);
    expect(startTimeOf(grandchild)).toBeDefined();
    await running.stop();
    const deadline = Date.now() + 5_000;
    while (startTimeOf(grandchild) && Date.now() < deadline) {
      await new Promise(resolve => setImmediate(resolve));
    }
    expect(startTimeOf(grandchild)).toBe(undefined);
  });
});
