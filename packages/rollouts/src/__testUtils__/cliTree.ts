/**
 * What `kubectl-argo-rollouts get rollout` printed, as the lines of `treeText`: the same facts in the same order, without icons, ages and alignment.
 * It says nothing of what it does not know: an odd line stays as it is and so differs.
 */
export function cliLines(printed: string): string[] {
  const lines = printed.split('\n').map(line => line.trimEnd());
  const table = lines.findIndex(line => line.startsWith('NAME '));
  if (table < 0) throw new Error(`No tree was printed: ${printed}`);
  const columns = columnsOf(lines[table] ?? '');
  return [
    ...lines.slice(0, table).map(headLine),
    ...lines
      .slice(table + 1)
      .filter(line => line !== '')
      .map(line => nodeLine(line, columns)),
  ];
}

interface Columns {
  kind: number;
  status: number;
  age: number;
  info: number;
}

function columnsOf(header: string): Columns {
  const at = (title: string) => {
    const found = header.indexOf(` ${title}`);
    if (found < 0) throw new Error(`No column ${title} in: ${header}`);
    return found + 1;
  };
  return {
    kind: at('KIND'),
    status: at('STATUS'),
    age: at('AGE'),
    info: at('INFO'),
  };
}

/** `Status:          ✖ Degraded`, `  Step:          0/8`, and images below the first one. */
function headLine(line: string): string {
  const further = /^ {3,}(\S.*)$/.exec(line);
  if (further) return `  ${further[1]}`;
  const [, key = line, value] = /^( *\w+:) +(\S.*)$/.exec(line) ?? [];
  if (value === undefined) return line;
  return `${key} ${key === 'Status:' ? withoutIcon(value) : value}`;
}

/** `│  └──⧉ shop-5d4f  ReplicaSet  ✔ Healthy  3m  stable`; a level of the tree is three columns wide. */
function nodeLine(line: string, columns: Columns): string {
  const { kind, status, age, info } = columns;
  const branches = /^[├└│─ ]*/.exec(line)?.[0] ?? '';
  const indent = '  '.repeat(branches.length / 3);
  const cells = [
    withoutIcon(line.slice(branches.length, kind).trim()),
    line.slice(kind, status).trim(),
    withoutIcon(line.slice(status, age).trim()),
    line.slice(info).trim(),
  ];
  return `${indent}${cells.join('  ')}`.trimEnd();
}

function withoutIcon(text: string): string {
  return text.replace(/^(?:[#?]|[^ -~])\s+/u, '');
}
