import { explainExit } from './explainExit.ts';

describe('A program that ended', () => {
  it('names the port that was taken', () => {
    const tail =
      'E run.go:72] failed to listen: listen tcp 127.0.0.1:20001: bind: address already in use';
    expect(explainExit('apiserver', tail)).toMatch(
      /port 20001 was taken.*run "\.\/greenlight lab up" again/,
    );
  });

  it('says that the disk is full', () => {
    expect(explainExit('etcd', 'write: no space left on device')).toMatch(
      /make room, or point GREENLIGHT_LAB_DIR/,
    );
  });

  it('shows the end of its log otherwise', () => {
    expect(explainExit('kwok', 'panic: oh')).toMatch(/kwok ended[^]*panic: oh/);
  });
});
