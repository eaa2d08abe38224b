/*
 * The one door to every command: looks at Node, installs and builds what is missing, then runs.
 * Old syntax and Node's own modules only, so that an old Node says its sentence instead of a syntax error.
 */
import childProcess from 'child_process';
import crypto from 'crypto';
import fs from 'fs';
import path from 'path';
import url from 'url';
import zlib from 'zlib';

const OLDEST = [20, 19];
const ROOT = path.resolve(path.dirname(url.fileURLToPath(import.meta.url)), '..');
const at = (...names) => path.join(ROOT, ...names);

const SOURCES = ['app', 'db', 'bin', 'bench/bench.ts', 'bench/browser.ts', 'bench/load.ts', 'bench/papers.ts', 'bench/queue.ts', 'bench/report.ts', 'bench/seed.ts', 'bench/servers.ts', 'bench/weight.ts', 'public', 'vite.config.ts', 'remix.config.js', 'tsconfig.json', 'package.json', 'package-lock.json'];
const BUILT = at('build', 'complete');
const INSTALLED = at('node_modules', '.qadam-lock');

function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

function giveUp(sentence) {
  say(sentence);
  process.exit(1);
}

function isOld() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
}

/** When a file or a folder was last changed, in milliseconds; 0 when it is not there. */
function changedAt(name) {
  try {
    return fs.statSync(name).mtimeMs;
  } catch (error) {
    return 0;
  }
}

/** The newest change in a tree; a folder counts too, because that is where a removal shows. */
function newestIn(name) {
  const own = changedAt(name);
  if (own === 0 || !fs.statSync(name).isDirectory()) return own;
  return fs.readdirSync(name).reduce((newest, inner) => Math.max(newest, newestIn(path.join(name, inner))), own);
}

function lockHash() {
  return crypto.createHash('sha256').update(fs.readFileSync(at('package-lock.json'))).digest('hex');
}

function isInstalled() {
  const installedAt = changedAt(at('node_modules', '.package-lock.json'));
  if (installedAt === 0) return false;
  if (fs.existsSync(INSTALLED) && fs.readFileSync(INSTALLED, 'utf8') === lockHash()) return true;
  return installedAt >= changedAt(at('package-lock.json'));
}

/** Runs a program to its end. What it prints goes to stderr, so that stdout stays the command's own. */
function run(program, args, env) {
  const options = { cwd: ROOT, stdio: ['ignore', 2, 2], env: Object.assign({}, process.env, env), shell: program === 'npm' && process.platform === 'win32' };
  return childProcess.spawnSync(program, args, options).status === 0;
}

function install() {
  if (isInstalled()) {
    if (!fs.existsSync(INSTALLED)) fs.writeFileSync(INSTALLED, lockHash());
    return;
  }
  say('Installing the packages (a few minutes the first time) …');
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const isDone = npm && /\.c?js$/.test(npm) ? run(process.execPath, [npm].concat(args)) : run('npm', args);
  if (!isDone) giveUp('Installing failed: npm ci ended with an error.');
  fs.writeFileSync(INSTALLED, lockHash());
}

/** Puts a .br and a .gz beside each public file that gets smaller by it. */
function compress(folder) {
  const pack = (file) =>
    new Promise((resolve, reject) => {
      const plain = fs.readFileSync(file);
      const done = (ending) => (error, packed) => {
        if (error) return reject(error);
        if (packed.length < plain.length) fs.writeFileSync(file + ending, packed);
        if (ending === '.gz') return resolve();
        return zlib.gzip(plain, { level: 9 }, done('.gz'));
      };
      zlib.brotliCompress(plain, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 } }, done('.br'));
    });
  const inside = (name) =>
    fs.statSync(name).isDirectory() ? [].concat(...fs.readdirSync(name).map((inner) => inside(path.join(name, inner)))) : [name];
  return Promise.all(inside(folder).filter((file) => /\.(css|js|json|svg|txt|webmanifest)$/.test(file)).map(pack));
}

async function build() {
  const builtAt = changedAt(BUILT);
  if (builtAt > 0 && SOURCES.every((name) => newestIn(at(name)) <= builtAt)) return;

  say('Building …');
  const startedAt = new Date();
  if (!run(process.execPath, [at('node_modules/@remix-run/dev/dist/cli.js'), 'vite:build', '--logLevel', 'warn'], { NODE_ENV: 'production' })) {
    giveUp('Building failed; what is wrong stands above.');
  }
  await compress(at('build', 'client'));
  fs.writeFileSync(BUILT, '');
  fs.utimesSync(BUILT, startedAt, startedAt);
}

/** Hands over to a program that talks for itself: signals go in, its exit code comes out. */
function become(args, env) {
  const child = childProcess.spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env: Object.assign({}, process.env, env) });
  ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach((signal) => process.on(signal, () => child.kill(signal)));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : code));
}

/** A folder or file named by the person stands where the person stands, wherever the command runs. */
function settlePaths() {
  ['QADAM_DATA', 'QADAM_KEYS'].forEach((name) => {
    if (process.env[name]) process.env[name] = path.resolve(process.env.INIT_CWD || process.cwd(), process.env[name]);
  });
}

async function main(command, rest) {
  if (isOld()) giveUp(`Qadam needs Node ${OLDEST.join('.')} or newer; this is ${process.versions.node}.`);
  const production = { NODE_ENV: 'production' };
  const journeys = ['node_modules/vitest/vitest.mjs', 'run', '-c', 'tests/journeys/vitest.config.ts'];
  settlePaths();
  install();

  if (command === 'serve') {
    await build();
    become(['build/server/serve.js'], production);
  } else if (command === 'run') {
    await build();
    become(['build/server/qadam.js'].concat(rest), production);
  } else if (command === 'bench') {
    await build();
    become(['build/server/bench.js'].concat(rest), production);
  } else if (command === 'a11y') {
    await build();
    become(journeys.concat('accessibility', rest), { QADAM_AXE: 'all' });
  } else if (command === 'build') {
    await build();
  } else if (command === 'dev') {
    become(['bin/dev.mjs'], { NODE_ENV: 'development' });
  } else if (command === 'test') {
    become(['bin/check.mjs'].concat(rest));
  } else {
    giveUp('Usage: node bin/start.mjs serve | dev | build | test [--quick] | a11y | bench | run <command> …');
  }
}

main(process.argv[2], process.argv.slice(3)).catch((error) => giveUp(error.stack));
