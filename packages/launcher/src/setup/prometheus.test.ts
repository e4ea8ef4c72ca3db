import { whenOfVersion2 } from './prometheus.ts';

describe('A Prometheus for the tests of version 2', () => {
  it("is Debian's", () => {
    const says = 'prometheus, version 2.42.0+ds (branch: debian/sid)\n';
    expect(whenOfVersion2('/usr/bin/prometheus', says)).toEqual({
      ok: true,
      env: { GREENLIGHT_PROMETHEUS2: '/usr/bin/prometheus' },
      note: '2.42.0+ds',
    });
  });

  it.each([
    ['prometheus, version 3.1.0 (branch: x)', /is Prometheus 3\.1\.0; set/],
    ['not found', /is not a Prometheus; set/],
    ['prometheus, version 20.1.0', /is Prometheus 20\.1\.0/],
  ])('is not one that says %p', (says, reason) => {
    expect(whenOfVersion2('/opt/prometheus', says)).toEqual({
      ok: false,
      reason: expect.stringMatching(reason),
    });
  });
});
