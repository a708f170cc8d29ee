// Writes schemas/policy.schema.json from the registries; run after the build (tsc -p tsconfig.build.json).
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { kinds } from '../build/kinds.js';
import { policySchema } from '../build/policy/schema.js';

const path = join(import.meta.dirname, '../schemas/policy.schema.json');
const options = await resolveConfig(path);
writeFileSync(path, await format(JSON.stringify(policySchema(kinds)), { ...options, parser: 'json' }));
