import { existsSync } from 'node:fs';
import { isAlive } from './run/processes.ts';
import { readLab, type Lab } from './run/state.ts';
import { messageOf } from './errors.ts';

/**
 * Is there a lab for this test run?
 *
 * @public
 */
export type LabAvailability =
  | { available: true; file: string }
  | { available: false; reason: string };

/**
 * Looks for the lab that GREENLIGHT_LAB names; the reason says why a suite is skipped.
 *
 * @public
 */
export function labAvailable(): LabAvailability {
  const file = process.env.GREENLIGHT_LAB;
  const no = (reason: string): LabAvailability => ({
    available: false,
    reason,
  });
  if (!file) {
    return no('no lab: GREENLIGHT_LAB is not set to the path of a lab.json');
  }
  if (!existsSync(file)) return no(`no lab: there is no ${file}`);
  try {
    const { supervisor, name } = readLab(file);
    return isAlive(supervisor)
      ? { available: true, file }
      : no(`no lab: "${name}" is dead, its supervisor is gone`);
  } catch (error) {
    return no(`no lab: ${messageOf(error)}`);
  }
}

type Declare = (title: string, suite: () => void) => void;

/** What Jest puts into the scope of a test file. */
interface JestScope {
  describe: Declare & { skip: Declare };
  it: (title: string, test: () => void) => void;
}

/** Declares a suite, or one that is skipped with the reason in its title. */
export function declareOrSkip(
  title: string,
  what: { run: () => void } | { skip: string; needs: string },
): void {
  const jest = globalThis as unknown as JestScope;
  if ('run' in what) {
    jest.describe(title, what.run);
  } else {
    jest.describe.skip(`${title} (skipped: ${what.skip})`, () =>
      jest.it(`needs ${what.needs}`, () => undefined),
    );
  }
}

/**
 * A `describe` of Jest that runs on the lab, or is skipped with the reason in its title.
 *
 * @public
 */
export function describeOnLab(
  title: string,
  suite: (lab: () => Lab) => void,
): void {
  const found = labAvailable();
  if (found.available) {
    const lab = readLab(found.file);
    declareOrSkip(title, { run: () => suite(() => lab) });
  } else {
    declareOrSkip(title, { skip: found.reason, needs: 'the lab' });
  }
}
