export interface Config {
  app?: {
    /**
     * Auth provider that knows who somebody is without asking: a proxy in front
     * of the portal such as `oauth2Proxy`, or `guest` on a machine of one's own.
     * Left out, the portal asks.
     * @visibility frontend
     */
    proxiedSignIn?: string;
  };
}
