/** "Open export …": the system's dialog for files, whose choice is handed to the program. */
import { useCallback } from 'react';
import { useAppStore } from '../store/app-store.ts';
import { pickFiles } from '../ui/hand-over/pick-files.ts';

export function useOpenExport(): () => void {
  const { handOver } = useAppStore();
  return useCallback(
    () =>
      pickFiles((files) =>
        handOver.take(
          files.map((file) => ({
            name: file.name,
            isFolder: false,
            files: [{ name: file.name, blob: file }],
          })),
        ),
      ),
    [handOver],
  );
}
