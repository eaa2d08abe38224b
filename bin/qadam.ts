import type { LoaderFunction, ActionFunction } from '@remix-run/node';

/** One word on the command line. Its result is the exit code; what it prints on stdout is for another program to read. */
interface Command {
  about: string;
  run(args: string[]): Promise<number>;
}

const COMMANDS: Record<string, Command> = {
  routes: {
    about: 'every loader and action with its address: routes [--json]',
    async run(args) {
      const { routes } = await import('virtual:remix/server-build');
      const addressed = Object.values(routes).flatMap((route) => (route ? [{ ...route, address: addressOf(route, routes) }] : []));
      const list = addressed
        .filter(({ module }) => module.loader || module.action)
        .map(({ id, address, module }) => ({
          id,
          path: address,
          loader: module.loader !== undefined,
          action: module.action !== undefined,
          row: [rowOf(module.loader), rowOf(module.action)].find((row) => row !== null) ?? null,
          ids: [...address.matchAll(/:(\w+)/g)].map(([, name]) => name),
        }));
      if (args.includes('--json')) process.stdout.write(`${JSON.stringify(list, null, 2)}\n`);
      else for (const { path, loader, action, id } of list) process.stdout.write(`${path.padEnd(48)} ${loader ? 'GET ' : '    '} ${action ? 'POST' : '    '} ${id}\n`);
      return 0;
    },
  },
};

interface Addressed {
  id: string;
  parentId?: string;
  path?: string;
}

/** The whole address of a route, its parents' parts before its own. */
function addressOf(route: Addressed, routes: Record<string, Addressed | undefined>): string {
  const parts: string[] = [];
  for (let at: Addressed | undefined = route; at; at = at.parentId === undefined ? undefined : routes[at.parentId]) {
    if (at.path) parts.unshift(at.path);
  }
  return `/${parts.join('/')}`;
}

/** The row of the access matrix a loader or action answers by, when its door says so. */
function rowOf(handler: LoaderFunction | ActionFunction | undefined): string | null {
  return handler && 'row' in handler && typeof handler.row === 'string' ? handler.row : null;
}

function help(): string {
  const lines = Object.entries(COMMANDS).map(([name, { about }]) => `  ${name.padEnd(12)} ${about}`);
  return `npm run qadam -- <command> …\n${lines.join('\n')}\n`;
}

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
if (command) {
  process.exitCode = await command.run(args);
} else {
  process.stderr.write(name ? `There is no command "${name}".\n${help()}` : help());
  process.exitCode = name ? 1 : 0;
}
