/**
 * The mark in the second folder. Without its drive a mount point is an ordinary empty folder, and another stick may get the
 * same letter: a copy goes only to a folder that a person chose.
 */
import fs from 'node:fs';
import path from 'node:path';

const MARK = 'venduo-backups.txt';
const TEXT =
  'Venduo POS keeps copies of its database here. / Hier legt Venduo POS Kopien seiner Datenbank ab.\n';

/** @throws what the file system says */
export async function markFolder(folder: string): Promise<void> {
  await fs.promises.writeFile(path.join(folder, MARK), TEXT);
}

/** @throws what the file system says where the mark is not there */
export async function findMark(folder: string): Promise<void> {
  await fs.promises.access(path.join(folder, MARK));
}
