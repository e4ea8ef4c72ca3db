import { render } from '@testing-library/react';
import App from '../App';

/** Starts the portal with this configuration; once in a test file, it is kept. */
export function start(app: { proxiedSignIn?: string } = {}) {
  const config = {
    app: { title: 'Greenlight', baseUrl: 'http://localhost:7007', ...app },
    backend: { baseUrl: 'http://localhost:7007' },
  };
  const script = document.createElement('script');
  script.type = 'backstage.io/config';
  script.textContent = JSON.stringify([{ context: 'test', data: config }]);
  document.head.appendChild(script);
  render(App.createRoot());
}
