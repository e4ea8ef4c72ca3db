import { spawn } from 'node:child_process';
import { root, tool } from './paths.ts';

interface Message {
  ruleId: string | null;
  line: number;
}

/** ESLint as everyone runs it, on a text that stands at this path. */
function lint(
  file: string,
  text: string,
  args: readonly string[] = [],
): Promise<Message[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        tool('eslint'),
        '--stdin',
        '--stdin-filename',
        file,
        '--format',
        'json',
        ...args,
      ],
      { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] },
    );
    let output = '';
    child.stdout.on('data', chunk => {
      output += chunk;
    });
    child.once('error', reject);
    child.once('close', () => resolve(JSON.parse(output)[0].messages));
    child.stdin.end(text);
  });
}

/** The path holds no file, so the rules that ask TypeScript are off. */
const withoutTypes = [
  '--parser-options=project:null',
  '--rule',
  '@typescript-eslint/no-floating-promises: off',
  '--rule',
  '@typescript-eslint/no-misused-promises: off',
];

/** In CI the parser would read the file that lies there instead. */
const withThisText = [
  '--parser-options=disallowAutomaticSingleRunInference:true',
];

const impure = [
  'export const a = Date.now();',
  'export const b = new Date();',
  'export const c = Math.random();',
  "export const d = () => fetch('https://example.com');",
  'export const e = process.pid;',
  'export const f = () => setTimeout(() => {}, 1);',
  'export const g = crypto.randomUUID();',
  "export const fine = (now: Date) => now.getTime() - new Date('2026').getTime();",
];

const brokenLines = (messages: readonly Message[]) =>
  messages.map(message => message.line).sort();

describe('the rules of lint', () => {
  it('keep clock, randomness, network and process out of domain code', async () => {
    const messages = await lint(
      'plugins/delivery-backend/src/domain/example.ts',
      `${impure.join('\n')}\n`,
      withoutTypes,
    );
    expect(brokenLines(messages)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  }, 60_000);

  it('let adapters have them', async () => {
    const messages = await lint(
      'plugins/delivery-backend/src/adapters/example.ts',
      `${impure.join('\n')}\n`,
      withoutTypes,
    );
    expect(messages).toEqual([]);
  }, 60_000);

  it('keep pure packages pure, and find a promise that nobody waits for', async () => {
    const messages = await lint(
      'packages/rollouts/src/index.ts',
      [
        'const work = async () => 1;',
        'work();',
        'export const a = Date.now();',
        'export const b = work();',
        '',
      ].join('\n'),
      withThisText,
    );
    expect(messages).toMatchObject([
      { ruleId: '@typescript-eslint/no-floating-promises', line: 2 },
      { ruleId: 'no-restricted-syntax', line: 3 },
    ]);
  }, 60_000);

  it('keep module mocks and snapshots out of tests', async () => {
    const messages = await lint(
      'plugins/delivery-backend/src/example.test.ts',
      [
        "jest.mock('./plugin');",
        "it('is', () => expect(1).toMatchSnapshot());",
        '',
      ].join('\n'),
      withoutTypes,
    );
    expect(brokenLines(messages)).toEqual([1, 2]);
  }, 60_000);
});
