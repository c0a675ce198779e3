/** Drops files on the window as the system does. */
import type { Page } from '@playwright/test';

export async function dropFiles(
  page: Page,
  files: readonly { name: string; text: string }[],
  steps: readonly string[] = ['dragenter', 'dragover', 'drop'],
): Promise<void> {
  await page.evaluate(
    ([given, types]) => {
      const dataTransfer = new DataTransfer();
      for (const { name, text } of given) dataTransfer.items.add(new File([text], name));
      for (const type of types) {
        const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
        document.body.dispatchEvent(event);
        if (!event.defaultPrevented) throw new Error(`The window would have shown it: ${type}`);
      }
    },
    [files, steps] as const,
  );
}
