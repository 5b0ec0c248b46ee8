/** `apiVersion` of every policy. */
export const POLICY_API_VERSION = "warmstart.dev/v1alpha1";
