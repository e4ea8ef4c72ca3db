import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '../errors.ts';
import { DATA_DIR } from './command.ts';
import { runPromtool } from './promtool.ts';

/** Blocks of the usual two hours would be 360 for a month, each with files and memory of its own. */
const MAX_BLOCK = '744h';

/** Turns texts in the OpenMetrics format, with times in seconds and `# EOF` at their end, into blocks of a Prometheus that does not run yet. */
export async function backfill(
  dir: string,
  options: { promtool: string; openMetrics: readonly string[] },
): Promise<void> {
  const data = join(dir, DATA_DIR);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  for (const [index, text] of options.openMetrics.entries()) {
    const file = join(dir, `history-${index}.om`);
    writeFileSync(file, text, { mode: 0o600 });
    const answer = await runPromtool(options.promtool, [
      'tsdb',
      'create-blocks-from',
      'openmetrics',
      '--quiet',
      `--max-block-duration=${MAX_BLOCK}`,
      file,
      data,
    ]);
    rmSync(file);
    if (answer.code !== 0) {
      throw new LabError(
        `promtool could not make blocks of OpenMetrics text ${
          index + 1
        }: ${answer.stderr.trim()}`,
      );
    }
  }
}
