/** The table of commands: the help names each, and a wrong call names what is wrong with it. */
import { describe, expect, it } from 'vitest';
import { parseCommandLine, UsageError } from '../../../electron/shell/cli/arguments.ts';
import { COMMANDS, USAGE, usageOf } from '../../../electron/shell/cli/commands.ts';

const parse = (...args: string[]) => parseCommandLine(args, COMMANDS);

describe('the table of commands', () => {
  it.each(COMMANDS)('$name stands in the help, once', ({ name, usage }) => {
    expect(COMMANDS.filter((other) => other.name === name)).toHaveLength(1);
    expect(USAGE).toMatch(new RegExp(`-- ${name} +${usage.replace(/[[\]|.]/g, '\\$&')}$`, 'm'));
  });

  it.each(COMMANDS)('$name takes every option that its help names', ({ name, usage }) => {
    for (const [, option = ''] of usage.matchAll(/--([a-z-]+)/g)) {
      expect(['data', 'json', ...optionsOf(name)]).toContain(option);
    }
  });

  it.each([[], ['help'], ['--help'], ['sync', '-h']])('shows the help for %j', (...args) => {
    expect(parse(...args.flat())).toBeUndefined();
  });

  it.each([
    [['vanish'], /no command "vanish"/],
    [['jobs', '--port', '1'], /"jobs" has no option --port/],
    [['jobs', 'more'], /"jobs" takes no "more"/],
    [['jobs', '--colour'], /--colour/],
  ])('refuses %j', (args, message) => {
    expect(() => parse(...args)).toThrow(UsageError);
    expect(() => parse(...args)).toThrow(message);
  });
});

describe('a wrong call', () => {
  it('is told with the line of its own command, in which the mistake can be found', () => {
    expect(usageOf('jobs')).toMatch(/-- jobs --data DIR/);
    expect(usageOf('jobs')).not.toContain('-- sync');
  });

  it.each([undefined, 'vanish', '--data'])(
    'of no command (%s) is told with all of them',
    (name) => {
      expect(usageOf(name)).toBe(USAGE);
    },
  );
});

function optionsOf(name: string): readonly string[] {
  return COMMANDS.find((command) => command.name === name)?.options ?? [];
}
