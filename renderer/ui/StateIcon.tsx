/** The sign above a sentence that stands in place of a list or a page. */
import { Icon, type IconName } from './Icon.tsx';
import './StateIcon.css';

export function StateIcon({ name }: { readonly name: IconName }) {
  return (
    <span className="state-icon">
      <Icon name={name} size={24} />
    </span>
  );
}
