/** The way to each section of the settings, always in sight; the one that is being read is marked. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { idOfSection, SECTIONS, type SectionName } from './Section.tsx';

const NAMES = Object.keys(SECTIONS) as SectionName[];
/** A section is being read when it reaches into the upper third of the window. */
const READING_AREA = '0px 0px -67% 0px';

export function SectionNav() {
  const { t } = useTranslation();
  const current = useSectionInSight();
  return (
    <nav className="settings-nav" aria-label={t('settings.sections')}>
      <ul>
        {NAMES.map((name) => (
          <li key={name}>
            {/* No link: the fragment of the address is the screen. */}
            <button
              type="button"
              className="side-way settings-way"
              aria-current={name === current ? 'true' : undefined}
              onClick={() => goTo(name)}
            >
              {t(SECTIONS[name])}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function goTo(name: SectionName): void {
  const section = document.getElementById(idOfSection(name));
  section?.scrollIntoView({ block: 'start' });
  section?.querySelector('h2')?.focus({ preventScroll: true });
}

/** @returns the first section in the area where one reads */
function useSectionInSight(): SectionName | undefined {
  const [current, setCurrent] = useState<SectionName | undefined>(NAMES[0]);
  useEffect(() => {
    const inSight = new Set<string>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) inSight.add(target.id);
          else inSight.delete(target.id);
        }
        setCurrent((before) => NAMES.find((name) => inSight.has(idOfSection(name))) ?? before);
      },
      { rootMargin: READING_AREA },
    );
    for (const name of NAMES) {
      const section = document.getElementById(idOfSection(name));
      if (section) observer.observe(section);
    }
    return () => observer.disconnect();
  }, []);
  return current;
}
