import { accessSync, closeSync, constants, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseTrouble } from './trouble.server';

/** Where locks and shared memory do not hold between machines, a WAL database is lost sooner or later. */
const NETWORKED =
  /^(nfs\d?|cifs|smb\w*|9p|afs|ceph|coda|davfs\d?|glusterfs|gpfs|gfs2?|lustre|beegfs|ncpfs|ocfs2|orangefs|fuse\.(sshfs|s3fs|gcsfuse|rclone|goofys|davfs\d?|glusterfs|ceph\w*|smb\w*|curlftpfs|juicefs|seaweedfs|mfs\w*))$/i;

/** Lost when the machine stops. */
const IN_MEMORY = /^(tmpfs|ramfs)$/;

/** Makes the folder (readable by its owner alone) if it is missing, and makes sure that a database may live in it. */
export function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new DatabaseTrouble('not-writable', `The data folder ${folder} cannot be written by this user.`, { cause });
  }
  const type = fileSystemUnder(folder);
  if (type && NETWORKED.test(type)) {
    throw new DatabaseTrouble('network-file-system', `${folder} is on a network file system (${type}). Choose a folder on a disk of this machine.`);
  }
}

/** Whether the folder lives in memory only. */
export function isInMemory(folder: string): boolean {
  return IN_MEMORY.test(fileSystemUnder(folder) ?? '');
}

function fileSystemUnder(folder: string): string | null {
  const mounts = '/proc/self/mountinfo';
  try {
    return fileSystemOf(realpathSync(folder), readFileSync(mounts, 'utf8'));
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && path === mounts) return null; // not a Linux system
    throw error;
  }
}

/** The type of the file system that holds an absolute path, from the text of /proc/self/mountinfo (proc(5)); null when none does. */
export function fileSystemOf(path: string, mountinfo: string): string | null {
  let holder = { point: '', type: null as string | null };
  for (const line of mountinfo.split('\n')) {
    const [about = '', source = ''] = line.split(' - ');
    const point = about.split(' ')[4]?.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)));
    const type = source.split(' ')[0];
    if (!point || !type) continue;
    const holds = point === '/' || path === point || path.startsWith(`${point}/`);
    if (holds && point.length >= holder.point.length) holder = { point, type };
  }
  return holder.type;
}

/** Gives a finished file its name unless somebody else was first, and drops the draft: a half-written file is never seen. */
export function placeOnce(draft: string, path: string): void {
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  syncToDisk(dirname(path));
}

/** Waits until a file's contents, or a folder's names, would survive a power cut. */
export function syncToDisk(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
