/**
 * Messages of one feature: flat keys, i18next's `{{name}}` and `_one`/`_other`. English names the keys;
 * Korean has the same ones, but one plural form only.
 */
export type Messages<English extends Record<string, string>> = {
  readonly [Key in Exclude<keyof English, `${string}_one`>]: string;
};
