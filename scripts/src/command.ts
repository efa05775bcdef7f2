import { type ParseArgsConfig, parseArgs } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<O extends Options> = ReturnType<
  typeof parseArgs<{ options: O & { help: { type: 'boolean' } }; allowPositionals: true }>
>;

/** A command of `pnpm run`: what `--help` says, what it accepts and what it does. */
export interface Command<O extends Options> {
  readonly name: string;
  /** One line for `--help`. */
  readonly summary: string;
  /** What follows the name, for `--help`: `FILE --layer LAYER`. */
  readonly usage: string;
  readonly options: O;
  /** Does the work; the number is the exit status. An `Error` thrown with a plain sentence ends with status 1. */
  readonly run: (values: Parsed<O>['values'], positionals: string[]) => Promise<number | undefined>;
}

/** A failure the person at the keyboard can act on: the message is one plain sentence and no stack is shown. */
export class PlainError extends Error {
  override readonly name = 'PlainError';
}

/** Reads the arguments, runs the command and sets the exit status; a failure is one sentence on standard error. */
export async function runCommand<const O extends Options>(command: Command<O>): Promise<void> {
  process.exitCode = await statusOf(command, process.argv.slice(2));
}

async function statusOf<O extends Options>(command: Command<O>, args: string[]): Promise<number> {
  const help = `${`pnpm run ${command.name} ${command.usage}`.trimEnd()}\n  ${command.summary}\n`;
  let parsed: Parsed<O>;
  try {
    // pnpm hands the `--` of `pnpm run x -- --flag` on.
    const given = args[0] === '--' ? args.slice(1) : args;
    const options = { ...command.options, help: { type: 'boolean' } } as O & { help: { type: 'boolean' } };
    parsed = parseArgs({ args: given, options, allowPositionals: true }) as Parsed<O>;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n${help}`);
    return 2;
  }
  if ((parsed.values as { help?: boolean }).help) {
    process.stdout.write(help);
    return 0;
  }
  try {
    return (await command.run(parsed.values, parsed.positionals)) ?? 0;
  } catch (error) {
    process.stderr.write(`${command.name}: ${messageOf(error)}\n`);
    return 1;
  }
}

const ourMistakes = [TypeError, RangeError, ReferenceError, SyntaxError];

/** The sentence of an error; the stack too when the class says that it is a mistake of ours, or when `DEBUG` is set. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const mistake = process.env.DEBUG || ourMistakes.some((each) => error instanceof each);
  return mistake ? (error.stack ?? error.message) : error.message;
}
