/** What may be written to report.json and sent between processes. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A JSON Schema (draft-07) fragment that a kind exports; `scripts/schemas.ts` assembles them. */
export type Schema = { readonly [keyword: string]: Json };
