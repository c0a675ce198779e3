/** The way back from a page. */
import { useTranslation } from 'react-i18next';
import { Icon } from './Icon.tsx';

export function BackLink({ href }: { readonly href: string }) {
  const { t } = useTranslation();
  return (
    <a className="button button-neutral" href={href}>
      <Icon name="back" />
      {t('details.back')}
    </a>
  );
}
