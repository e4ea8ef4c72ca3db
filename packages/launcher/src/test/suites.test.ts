import { needNames, suites } from './suites.ts';

const context = { reportFile: '/tmp/report.json', env: {}, postgres: false };

describe('suites', () => {
  it('have names of their own', () => {
    const names = suites.map(suite => suite.name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(needNames)('use %s somewhere', need => {
    const used = suites.flatMap(({ needs, wishes }) => [
      ...needs,
      ...(wishes ?? []),
    ]);
    expect(used).toContain(need);
  });

  it('leave no test file out: what unit ignores, another suite runs', () => {
    const unit = suites.find(suite => suite.name === 'unit');
    const program = unit?.program(context);
    const args = program && 'args' in program ? program.args : [];
    const ignored = args.filter(arg => arg.includes('test\\.tsx'));
    expect(ignored.map(arg => arg.match(/\w+/)?.[0]).sort()).toEqual([
      'conformance',
      'lab',
      'postgres',
    ]);
    ['conformance', 'lab', 'postgres'].forEach(name =>
      expect(suites.map(suite => suite.name)).toContain(name),
    );
  });
});
