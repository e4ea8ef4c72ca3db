import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  deliveryMatrix,
  exampleEnvironments,
  exampleRoles,
  matrixMarkdown,
  peopleOf,
} from './testing';

const FILE = resolve(__dirname, '../../../docs/permissions.md');
const COMMAND =
  'UPDATE_DOCS=1 yarn workspace @greenlight/backstage-plugin-permission-backend-module-delivery test permissionsDoc --watchAll=false';
const BLOCK =
  /(<!-- matrix:begin[^>]*-->\n\n)[\s\S]*?(\n\n<!-- matrix:end -->)/;

function withMatrix(document: string): string {
  const markdown = matrixMarkdown(
    deliveryMatrix({
      roles: exampleRoles,
      people: peopleOf(),
      environments: exampleEnvironments,
    }),
    exampleEnvironments,
  );
  return document.replace(
    BLOCK,
    (_, begin: string, end: string) => `${begin}${markdown}${end}`,
  );
}

function outdated(document: string): string {
  if (!BLOCK.test(document)) {
    return 'docs/permissions.md has no block between matrix:begin and matrix:end';
  }
  return withMatrix(document) === document
    ? ''
    : `docs/permissions.md is out of date. Write it anew with: ${COMMAND}`;
}

describe('docs/permissions.md', () => {
  it('shows what the policy decides', () => {
    if (process.env.UPDATE_DOCS) {
      writeFileSync(FILE, withMatrix(readFileSync(FILE, 'utf8')));
    }
    expect(outdated(readFileSync(FILE, 'utf8'))).toBe('');
  });

  it('would be found out of date when a cell was edited, or the block was lost', () => {
    const document = readFileSync(FILE, 'utf8');
    expect(
      outdated(document.replace('dev, staging', 'all, staging')),
    ).toContain(COMMAND);
    expect(outdated('# Permissions')).toContain('no block');
  });
});
