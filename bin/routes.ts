import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { POLICY, type Action } from '~/domain/permissions';

/**
 * Every loader and action with the rows of the access matrix it asks, read from the sources: a route names its use
 * cases, a use case names its rows. What this table cannot read, a person cannot review either.
 */
export interface RouteRow {
  id: string;
  path: string;
  loader: boolean;
  action: boolean;
  /** The first row asked; `public` for a page anyone may see. */
  row: string | null;
  rows: { loader: string[] | null; action: string[] | null };
  ids: string[];
}

const PUBLIC = 'public';
/** Asked only to decide which buttons a page shows. */
const BUTTONS = new Set(['may']);

export function routeTable(root = process.cwd()): RouteRow[] {
  const files = readdirSync(join(root, 'app/routes')).filter((name) => /\.tsx?$/.test(name));
  const useCases = new UseCases(root);
  return ['root.tsx', ...files.map((name) => `routes/${name}`)].map((file) => rowOf(root, file, useCases)).filter(({ loader, action }) => loader || action);
}

function rowOf(root: string, file: string, useCases: UseCases): RouteRow {
  const source = parse(join(root, 'app', file));
  const imports = importsOf(source);
  const handlers = { loader: handlerOf(source, 'loader'), action: handlerOf(source, 'action') };
  const rows = { loader: rowsOf(handlers.loader), action: rowsOf(handlers.action) };
  const id = file.replace(/\.tsx?$/, '');
  const path = id === 'root' ? '/' : addressOf(id.slice('routes/'.length));
  return {
    id,
    path,
    loader: handlers.loader !== null,
    action: handlers.action !== null,
    row: rows.loader?.[0] ?? rows.action?.[0] ?? null,
    rows,
    ids: [...path.matchAll(/:(\w+)/g)].map(([, name]) => name as string),
  };

  function rowsOf(handler: ts.Node | null): string[] | null {
    if (!handler) return null;
    if (/\bpublic(Loader|Action)\(/.test(handler.getText(source))) return [PUBLIC];
    const found = new Set<string>();
    for (const name of namesIn(handler)) {
      const from = imports.get(name);
      if (from?.startsWith('~/services/') || from?.startsWith('~/http/')) for (const row of useCases.rows(from, name)) found.add(row);
      else if (!from) {
        const local = declarationOf(source, name);
        if (local) for (const inner of namesIn(local)) {
          const there = imports.get(inner);
          if (there?.startsWith('~/services/')) for (const row of useCases.rows(there, inner)) found.add(row);
        }
      }
    }
    return [...found];
  }
}

/** `children.$childId._index` → `/children/:childId`; what stands in brackets is said as it is. */
function addressOf(name: string): string {
  const parts = (name.match(/(?:\[[^\]]*\]|[^.])+/g) ?? []).filter((part) => !part.startsWith('_'));
  return `/${parts.map((part) => (part === '$' ? '*' : part.replace(/^\$/, ':').replace(/_$/, '').replaceAll(/\[([^\]]*)\]/g, '$1'))).join('/')}`;
}

/** The rows each function of a service asks, its own helpers and the shared services included. */
class UseCases {
  private readonly files = new Map<string, { source: ts.SourceFile; imports: Map<string, string> }>();
  private readonly known = new Map<string, string[]>();

  constructor(private readonly root: string) {}

  rows(from: string, name: string): string[] {
    const key = `${from} ${name}`;
    const before = this.known.get(key);
    if (before) return before;
    this.known.set(key, []);
    const { source, imports } = this.open(from);
    const declaration = declarationOf(source, name);
    const found = new Set<string>(declaration ? wordsIn(declaration) : []);
    if (declaration) {
      for (const inner of namesIn(declaration)) {
        if (inner === name) continue;
        const there = imports.get(inner);
        const address = there === undefined ? from : resolve(there, from);
        if (address !== null && (there !== undefined || declarationOf(source, inner))) for (const row of this.rows(address, inner)) found.add(row);
      }
    }
    const rows = [...found];
    this.known.set(key, rows);
    return rows;
  }

  private open(from: string) {
    let file = this.files.get(from);
    if (!file) {
      const source = parse(join(this.root, `${from.replace('~/', 'app/')}.ts`));
      file = { source, imports: importsOf(source) };
      this.files.set(from, file);
    }
    return file;
  }
}

/** The address of an import among the services; null for what asks no policy of its own. */
function resolve(there: string, from: string): string | null {
  const address = there.startsWith('./') ? from.replace(/[^/]+$/, there.slice(2)) : there;
  const asksNothing = /\/(ties|audit)\.server$/.test(address);
  return address.startsWith('~/services/') && address.endsWith('.server') && !asksNothing ? address : null;
}

function parse(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true, path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
}

function importsOf(source: ts.SourceFile): Map<string, string> {
  const found = new Map<string, string>();
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const names = statement.importClause?.namedBindings;
    if (names && ts.isNamedImports(names)) for (const { name } of names.elements) found.set(name.text, statement.moduleSpecifier.text);
  }
  return found;
}

function handlerOf(source: ts.SourceFile, name: string): ts.Node | null {
  return declarationOf(source, name);
}

function declarationOf(source: ts.SourceFile, name: string): ts.Node | null {
  for (const statement of source.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name?.text === name) return statement;
    if (ts.isVariableStatement(statement)) {
      const found = statement.declarationList.declarations.find((declaration) => ts.isIdentifier(declaration.name) && declaration.name.text === name);
      if (found) return found;
    }
  }
  return null;
}

function namesIn(node: ts.Node): Set<string> {
  const found = new Set<string>();
  const walk = (inner: ts.Node): void => {
    if (ts.isIdentifier(inner)) found.add(inner.text);
    inner.forEachChild(walk);
  };
  walk(node);
  return found;
}

/** The words of the policy named inside a function, but for those that only decide about buttons. */
export function wordsIn(node: ts.Node): Set<Action> {
  const found = new Set<Action>();
  const walk = (inner: ts.Node): void => {
    if (ts.isCallExpression(inner) && ts.isIdentifier(inner.expression) && BUTTONS.has(inner.expression.text)) return;
    if (ts.isStringLiteral(inner) && Object.hasOwn(POLICY, inner.text)) found.add(inner.text as Action);
    inner.forEachChild(walk);
  };
  walk(node);
  return found;
}
