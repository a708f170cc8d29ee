/** The environment for a child: an action's inputs and its job's credentials have no business there, a tool's own settings do. */
export function dropSecrets(env: { readonly [name: string]: string | undefined }): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(INPUT_|ACTIONS_)/i.test(name)));
}
