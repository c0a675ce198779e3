/** The way to the manual, to the page about the program, and all keys by screen; opened with `?`, F1 or the button in the header. */
import { useEffect } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Icon } from './Icon.tsx';
import './HelpSheet.css';

/** Each key is one cap; `/` between two means either, alone it is the key itself. */
const KEYS = {
  everywhere: {
    help: ['?', '/', 'F1'],
    next: ['Tab', '/', 'Shift', 'Tab'],
    press: ['Enter', '/', 'Space'],
    close: ['Esc'],
    zoom: ['Ctrl', '+', '/', 'Ctrl', '−'],
  },
  list: {
    move: ['↑', '/', '↓', '/', '←', '/', '→'],
    open: ['Enter'],
    choose: ['Space'],
    extend: ['Shift', '↑', '/', 'Shift', '↓'],
    page: ['Ctrl', 'A'],
    menu: ['Shift', 'F10', '/', 'Menu'],
    search: ['/'],
    ends: ['Ctrl', 'Home', '/', 'Ctrl', 'End'],
    screenful: ['PageUp', '/', 'PageDown'],
    sort: ['Enter'],
  },
  columns: {
    width: ['Alt', '←', '/', 'Alt', '→'],
    grab: ['Enter'],
    drag: ['↑', '/', '↓'],
    drop: ['Enter'],
    cancel: ['Esc'],
  },
  details: {
    previous: ['Alt', '↑'],
    next: ['Alt', '↓'],
    back: ['Esc'],
    findNext: ['Enter', '/', 'Shift', 'Enter'],
    findEnd: ['Esc'],
  },
  closing: {
    move: ['↑', '/', '↓', '/', '←', '/', '→'],
    month: ['PageUp', '/', 'PageDown'],
    week: ['Home', '/', 'End'],
  },
} as const;

type Part = keyof typeof KEYS;
const PARTS = Object.keys(KEYS) as Part[];
/** Signs that are the same on every keyboard; all others have a name in the language. */
const NAMED_KEYS = ['Shift', 'Space', 'Menu', 'Ctrl', 'Home', 'End', 'PageUp', 'PageDown'] as const;

export interface HelpSheetProps {
  /** Address of the manual's page about what is on screen. */
  readonly manual: string;
  /** Address of the page about the program. */
  readonly about: string;
  readonly isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
}

export function HelpSheet({ manual, about, isOpen, onOpenChange }: HelpSheetProps) {
  const { t } = useTranslation();

  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      const isHelp = event.key === 'F1' || (event.key === '?' && !isTyping(event.target));
      if (!isHelp || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      onOpenChange(true);
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onOpenChange]);

  const capOf = (key: string) => {
    const named = NAMED_KEYS.find((name) => name === key);
    return named ? t(`key.${named}`) : key;
  };

  return (
    <ModalOverlay
      className="sheet-behind"
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable
    >
      <Modal className="sheet">
        <Dialog className="sheet-dialog">
          {({ close }) => (
            <>
              <div className="sheet-head">
                <Heading slot="title">{t('help.title')}</Heading>
                <button
                  type="button"
                  className="button button-icon"
                  aria-label={t('help.close')}
                  onClick={close}
                >
                  <Icon name="close" />
                </button>
              </div>
              <p className="sheet-ways">
                <a className="button button-outline" href={manual} target="_blank" rel="noopener">
                  {t('help.manual')}
                </a>
                <a className="button button-outline" href={about} onClick={close}>
                  {t('help.about')}
                </a>
              </p>
              <p className="quiet">{t('help.intro')}</p>
              <div className="sheet-parts">
                {PARTS.map((part) => (
                  <section key={part}>
                    <h3>{t(`helpPart.${part}`)}</h3>
                    <dl className="keys">
                      {(Object.entries(KEYS[part]) as [string, readonly string[]][]).map(
                        ([action, keys]) => (
                          <div key={action}>
                            <dt>
                              {keys.map((key, index) =>
                                key === '/' && keys.length > 1 ? (
                                  <span key={index} className="quiet">
                                    {t('help.or')}
                                  </span>
                                ) : (
                                  <kbd key={index}>{capOf(key)}</kbd>
                                ),
                              )}
                            </dt>
                            <dd>{t(`helpKey.${part}.${action}` as 'helpKey.list.open')}</dd>
                          </div>
                        ),
                      )}
                    </dl>
                  </section>
                ))}
              </div>
            </>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** There a question mark is a character. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}
