import { render, screen } from '@testing-library/react';
import App from './App';

const config = {
  app: { title: 'Greenlight', baseUrl: 'http://localhost:7007' },
  backend: { baseUrl: 'http://localhost:7007' },
};

describe('the portal', () => {
  it('starts, and asks who you are', async () => {
    const data = JSON.stringify([{ context: 'test', data: config }]);
    const script = document.createElement('script');
    script.type = 'backstage.io/config';
    script.textContent = data;
    document.head.appendChild(script);
    render(App.createRoot());
    expect(
      await screen.findByRole('button', { name: 'Enter' }, { timeout: 20_000 }),
    ).toBeInTheDocument();
  }, 30_000);
});
