// Writes schemas/ from the sources; run after the build (tsc -p tsconfig.build.json).
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { kinds } from '../build/kinds.js';
import { policySchema } from '../build/policy/schema.js';
import { reportSchema } from '../build/report/schema.js';
import { recordingSchema } from '../build/sources/recording-schema.js';

const folder = join(import.meta.dirname, '../schemas');
const policy = join(folder, 'policy.schema.json');
const options = await resolveConfig(policy);
const pretty = (schema) => format(JSON.stringify(schema), { ...options, parser: 'json' });
writeFileSync(policy, await pretty(policySchema(kinds)));
writeFileSync(join(folder, 'recording.schema.json'), await pretty(recordingSchema));
writeFileSync(join(folder, 'report.schema.json'), `${JSON.stringify(reportSchema, null, 2)}\n`);
