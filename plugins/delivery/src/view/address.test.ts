import { addressWith, wantedOpen } from './address';

const at = (address: string) => {
  const { search, hash } = new URL(address, 'http://localhost/delivery');
  return { search, hash };
};
const written = ({ search, hash }: { search: string; hash: string }) =>
  search + hash;

describe('the address of the tab', () => {
  it('says nothing of panels until somebody unfolds or folds one', () => {
    expect(wantedOpen(at(''), 'dev')).toBeUndefined();
    expect(wantedOpen(at('?open=prod#prod'), 'dev')).toBeUndefined();
  });

  it('unfolds what it names, by its anchor alone too', () => {
    expect(wantedOpen(at('?open=prod&open=dev'), 'dev')).toBe(true);
    expect(wantedOpen(at('#dev'), 'dev')).toBe(true);
    expect(wantedOpen(at('?fold=dev'), 'dev')).toBe(false);
  });

  it('follows each panel, and leads to the last one unfolded', () => {
    const one = addressWith(at('?team=a'), 'dev', true);
    expect(written(one)).toBe('?team=a&open=dev#dev');
    const two = addressWith(one, 'prod', true);
    expect(written(two)).toBe('?team=a&open=dev&open=prod#prod');
    const folded = addressWith(two, 'prod', false);
    expect(written(folded)).toBe('?team=a&open=dev&fold=prod');
    expect(written(addressWith(two, 'dev', false))).toBe(
      '?team=a&open=prod&fold=dev#prod',
    );
    expect(written(addressWith(folded, 'prod', true))).toBe(
      '?team=a&open=dev&open=prod#prod',
    );
  });
});
