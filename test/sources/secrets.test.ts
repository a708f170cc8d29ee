import { expect, it } from 'vitest';
import { dropSecrets } from '../../src/sources/secrets.js';

it("children get a tool's settings, and neither an action's inputs nor its job's credentials", () => {
  const env = {
    PATH: '/bin',
    'INPUT_GITHUB-TOKEN': 's',
    ACTIONS_RUNTIME_TOKEN: 's',
    input_x: 's',
    GIT_SSH: 'ssh',
  };
  expect(dropSecrets(env)).toEqual({ PATH: '/bin', GIT_SSH: 'ssh' });
});
