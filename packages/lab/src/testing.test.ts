import { labAvailable } from './testing.ts';

describe('Whether a lab is there for the tests', () => {
  const before = process.env.GREENLIGHT_LAB;
  afterEach(() => {
    if (before === undefined) delete process.env.GREENLIGHT_LAB;
    else process.env.GREENLIGHT_LAB = before;
  });

  it('is no without the variable, with the reason', () => {
    delete process.env.GREENLIGHT_LAB;
    expect(labAvailable()).toEqual({
      available: false,
      reason: expect.stringMatching(/GREENLIGHT_LAB is not set/),
    });
  });

  it('is no when it names a file that is not there', () => {
    process.env.GREENLIGHT_LAB = '/nowhere/lab.json';
    expect(labAvailable()).toEqual({
      available: false,
      reason: 'no lab: there is no /nowhere/lab.json',
    });
  });
});
