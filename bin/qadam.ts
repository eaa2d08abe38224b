import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseTrouble, openDatabase } from '#db/client.server';
import { dayIn } from '~/domain/calendar';
import { foldForSearch, sortKey } from '~/domain/children';
import { createAdministrator } from '~/services/accounts.server';

/** One word on the command line. Its result is the exit code; what it prints on stdout is for another program to read. */
interface Command {
  about: string;
  run(args: string[]): Promise<number>;
}

const COMMANDS: Record<string, Command> = {
  routes: {
    about: 'every loader and action with its address and the rows of the access matrix it asks: routes [--json]',
    async run(args) {
      const { routeTable } = await import('./routes');
      const list = routeTable();
      if (args.includes('--json')) process.stdout.write(`${JSON.stringify(list, null, 2)}\n`);
      else for (const { path, loader, action, row } of list) process.stdout.write(`${path.padEnd(56)} ${loader ? 'GET ' : '    '} ${action ? 'POST' : '    '} ${row ?? ''}\n`);
      return 0;
    },
  },
  init: {
    about: 'makes a real database in QADAM_DATA and its first administrator: init --email a@b.kz --surname … --name …',
    async run(args) {
      const folder = process.env.QADAM_DATA;
      if (!folder) return wrong('Set QADAM_DATA to the folder of the real database first.');
      const email = valueOf(args, '--email');
      const surname = valueOf(args, '--surname') ?? 'Әкімші';
      const givenName = valueOf(args, '--name') ?? 'Бірінші';
      if (!email || !/^[^\s@]+@[^\s@]+$/.test(email)) return wrong('Name the administrator: npm run qadam -- init --email a@b.kz --surname … --name …');
      const database = await openDatabase(folder, { kindIfNew: 'real' });
      const code = randomBytes(16).toString('base64url');
      const now = new Date();
      const name = `${surname} ${givenName}`;
      const person = { email, surname, givenName, folded: foldForSearch(name), sortKey: sortKey(name) };
      const isMade = await createAdministrator(database, person, createHash('sha256').update(code).digest('hex'), now, dayIn(now));
      await database.close();
      if (!isMade) return wrong('This database already has accounts; an administrator invites the others.');
      const site = process.env.QADAM_URL ?? `http://localhost:${process.env.PORT ?? 3000}`;
      process.stdout.write(`One-time link for ${email}, good for 24 hours:\n${new URL(`/password/${code}`, site).href}\n`);
      return 0;
    },
  },
  seed: {
    about: 'fills an empty data folder with the demo world: seed [--json] [--canary] [--size s]',
    async run(args) {
      const { demoSummary, fillDemo } = await import('./demo/world');
      const size = valueOf(args, '--size') ?? 's';
      if (size !== 's') return wrong(`There is no size "${size}"; sizes: s`);
      const database = await openDatabase(process.env.QADAM_DATA ?? join(process.cwd(), 'data'), { kindIfNew: 'demo' });
      try {
        if (database.kind !== 'demo') return wrong('This database holds real children; a demo never goes into it.');
        const isFilled = await fillDemo(database, { canary: args.includes('--canary'), onProgress: (what) => process.stderr.write(`${what}\n`) });
        if (!isFilled) process.stderr.write('The folder is filled already; nothing was changed.\n');
        const summary = await demoSummary(database);
        if (args.includes('--json')) process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
        return 0;
      } finally {
        await database.close();
      }
    },
  },
};

function valueOf(args: string[], name: string): string | undefined {
  const at = args.indexOf(name);
  return at >= 0 ? args[at + 1] : undefined;
}

function wrong(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 1;
}

function help(): string {
  const lines = Object.entries(COMMANDS).map(([name, { about }]) => `  ${name.padEnd(12)} ${about}`);
  return `npm run qadam -- <command> …\n${lines.join('\n')}\n`;
}

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
if (command) {
  try {
    process.exitCode = await command.run(args);
  } catch (error) {
    if (!(error instanceof DatabaseTrouble)) throw error;
    process.exitCode = wrong(error.message);
  }
} else {
  process.stderr.write(name ? `There is no command "${name}".\n${help()}` : help());
  process.exitCode = name ? 1 : 0;
}
