import { createApp } from '@backstage/frontend-defaults';
import { catalogPlugin } from './modules/catalog';
import { navModule } from './modules/nav';
import { signInModule } from './modules/signIn';

/** Plugins come from package.json by `app.packages: all` in app-config. */
export default createApp({
  features: [catalogPlugin, navModule, signInModule],
});
