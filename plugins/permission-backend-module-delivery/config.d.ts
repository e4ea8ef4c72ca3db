export interface Config {
  delivery?: {
    /**
     * Who may do what with `delivery.*`. Members are full refs of groups and
     * users, for example group:default/payments.
     */
    roles?: {
      viewer?: {
        /**
         * Who sees what runs. Default: everyone who is signed in.
         * @visibility backend
         */
        members?: 'everyone' | string[];
      };
      developer?: {
        /**
         * Where the owners of an entity act on it. Default: dev and staging.
         * @visibility backend
         */
        environments?: string[];
      };
      owner?: {
        /**
         * Who acts in every environment of the entities that they own.
         * Default: nobody but an entity's personal owner.
         * @visibility backend
         */
        members?: string[];
      };
      approver?: {
        /**
         * Who sees what runs and approves promotions. Default: nobody.
         * @visibility backend
         */
        members?: string[];
      };
      operator?: {
        /**
         * Who acts on every service and reads every audit row. Default: nobody.
         * @visibility backend
         */
        members?: string[];
      };
    };
  };
  permission?: {
    /** The rest of the policy of the delivery permission module. */
    delivery?: {
      /**
       * What happens with permissions that are not delivery's. Default: allow,
       * as in a portal with the allow-all policy.
       * @visibility backend
       */
      others?: 'allow' | 'deny';
      /**
       * Names of permissions that nobody gets, for example kubernetes.proxy.
       * @visibility backend
       */
      deny?: string[];
    };
  };
}
