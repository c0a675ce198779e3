/** A screen of closings that cannot be read; its title is kept for whoever does not see it. */
import { LoadError } from '../../ui/LoadError.tsx';

export function ReadFailed({
  title,
  reason,
  onReload,
}: {
  readonly title: string;
  readonly reason: string;
  onReload(): void;
}) {
  return (
    <>
      <h1 className="visually-hidden">{title}</h1>
      <LoadError reason={reason} onReload={onReload} />
    </>
  );
}
