/** The outputs that a step wrote, in the form with a delimiter line before and after each value. */
export function readOutputs(text: string): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {};
  for (const [, name, , value] of text.matchAll(/^([\w-]+)<<(.+)\r?\n([\s\S]*?)\r?\n\2\r?$/gm)) {
    if (name !== undefined && value !== undefined) outputs[name] = value;
  }
  return outputs;
}

/** What a runner takes from a log: the commands, unescaped, without those inside of `stop-commands`. */
export function readCommands(log: string): readonly { readonly name: string; readonly message: string }[] {
  const commands: { name: string; message: string }[] = [];
  let fence: string | null = null;
  for (const line of log.split('\n')) {
    const [, head = '', message = ''] = /^::([^:]+)::(.*)$/.exec(line) ?? [];
    const name = head.split(' ')[0] ?? '';
    if (fence !== null) fence = name === fence ? null : fence;
    else if (name === 'stop-commands') fence = message;
    else if (name !== '') commands.push({ name: head, message: unescape(message) });
  }
  return commands;
}

function unescape(text: string): string {
  return text.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%');
}
