/** What was dropped onto the window: files, and folders with what is in them. */

interface Dropped {
  readonly name: string;
  readonly isFolder: boolean;
  readonly files: readonly { readonly name: string; readonly blob: Blob }[];
}

/** An export lies in its folder; a folder around exports holds them one level deeper. */
const MAX_LEVELS = 2;

/** Whether files are dragged, and not a text or a column of the list. */
export function areFiles(transfer: DataTransfer | null): transfer is DataTransfer {
  return transfer?.types.includes('Files') ?? false;
}

/** @throws the browser's error when something can no longer be read */
export function readDropped(transfer: DataTransfer): Promise<Dropped[]> {
  // Both must be asked for before the event has ended.
  const items = [...transfer.items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  return Promise.all(items.map(({ entry, file }) => readEntry(entry, file))).then((found) =>
    found.filter((each) => each !== null),
  );
}

/** @param file the same without its folder; null for a folder */
async function readEntry(
  entry: FileSystemEntry | null,
  file: File | null,
): Promise<Dropped | null> {
  if (entry?.isDirectory) {
    return {
      name: entry.name,
      isFolder: true,
      files: await filesIn(entry as FileSystemDirectoryEntry, '', 1),
    };
  }
  return file && { name: file.name, isFolder: false, files: [{ name: file.name, blob: file }] };
}

async function filesIn(folder: FileSystemDirectoryEntry, above: string, level: number) {
  const found: { name: string; blob: Blob }[] = [];
  for (const entry of await entriesOf(folder)) {
    // Of the system, such as `.DS_Store`.
    if (entry.name.startsWith('.')) continue;
    const name = `${above}${entry.name}`;
    if (entry.isFile) found.push({ name, blob: await fileOf(entry as FileSystemFileEntry) });
    else if (level < MAX_LEVELS) {
      found.push(...(await filesIn(entry as FileSystemDirectoryEntry, `${name}/`, level + 1)));
    }
  }
  return found;
}

/** A browser gives a hundred at a time, and none at the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}
