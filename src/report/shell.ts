import type { Check, Report } from '../core/report.js';

/** Longer names are left out of the command: the run is then the whole policy. */
const longestName = 200;

/** The command that makes one check again: the report's own version, policy, task, level and target. */
export function shellCommand(report: Report, check: Check): string {
  const command = `npx compression-gate@${argument(report.tool.version)} run --policy ${argument(report.policy.path)}`;
  const several = Object.keys(report.targets).length > 1;
  const chosen: readonly (readonly [flag: string, name: string | null])[] = [
    ['--task', check.task],
    ['--level', check.level],
    ['--target', several ? check.target : null],
  ];
  const flags = chosen.flatMap(([flag, name]) => (name === null ? [] : [{ flag, name }]));
  if (flags.some(({ name }) => name.length > longestName)) return command;
  return [command, ...flags.map(({ flag, name }) => `${flag} ${argument(name)}`)].join(' ');
}

/** The command that finds the layers behind a check; null where layers are not to blame, or a name is no plain argument. */
export function diagnoseCommand(report: Report, { task, level, contrast }: Check): string | null {
  if (task === null || level === null || contrast === 'drift') return null;
  const names = [report.tool.version, report.policy.path, task, level].map(argument);
  if (names.some((name) => !/^'?[\w ./@%+=:-]+'?$/.test(name) || name.length > longestName)) return null;
  const [version = '', policy = '', ofTask = '', atLevel = ''] = names;
  return `npx compression-gate@${version} diagnose --policy ${policy} --task ${ofTask} --level ${atLevel}`;
}

/** The command that looks at one changed answer again; null where a name is too long for one. */
export function caseCommand(
  { tool, policy }: Pick<Report, 'tool' | 'policy'>,
  { task, sample }: { readonly task: string; readonly sample: string },
): string | null {
  if ([task, sample].some((name) => name.length > longestName)) return null;
  const flags = `--policy ${argument(policy.path)} --task ${argument(task)}`;
  return `npx compression-gate@${argument(tool.version)} case ${flags} -- ${argument(sample)}`;
}

/** One argument for bash: bare when harmless, quoted when printable, else with every odd character as `\u…`. */
export function argument(text: string): string {
  if (/^[\w./@%+=:][\w./@%+=:-]*$/.test(text)) return text;
  if (/^[ -&(-_a-~]+$/.test(text)) return `'${text}'`;
  return `$'${Array.from(text, escaped).join('')}'`;
}

function escaped(char: string): string {
  if (/^[\w ./@%+=:,-]$/.test(char)) return char;
  return `\\U${(char.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`;
}
