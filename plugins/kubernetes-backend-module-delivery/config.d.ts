export interface Config {
  kubernetes?: {
    /** How clusters get to Greenlight's delivery plugin. */
    delivery?: {
      /**
       * The slot of the Kubernetes plugin to use. Each can be held by one
       * module. Default `auto`: objectsProvider, or router when another module
       * took it first.
       */
      handOver?: 'auto' | 'objectsProvider' | 'router';
    };
  };
}
