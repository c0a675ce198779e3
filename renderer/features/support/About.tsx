/** What the program is, how it does, and what it is made of. */
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Licence } from '../../../shared/domain/licences.ts';
import { MINUTE } from '../../../shared/domain/time.ts';
import { messageOfError } from '../../api.ts';
import { asSentence } from '../../format/as-sentence.ts';
import { describeStatus } from '../../format/status-sentence.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import { useNow } from '../../ui/use-now.ts';
import { useReading } from '../../hooks/use-reading.ts';
import { formatRoute } from '../../router.ts';
import { useAppStore } from '../../store/app-store.ts';
import { BackLink } from '../../ui/BackLink.tsx';
import { readLicences } from './licences.ts';
import './Support.css';

export function About() {
  const { t } = useTranslation();
  const { client, sync, view, clock } = useAppStore();
  const formats = useFormats();
  const now = useNow(clock, MINUTE);
  const page = useStore(view.store, (state) => state.page);
  const { snapshot, link } = useStore(sync.store);
  const heading = useRef<HTMLHeadingElement>(null);
  const { value, error } = useReading(
    useCallback(async () => {
      const [about, backup] = await Promise.all([
        client.call('support.about'),
        client.call('backup.state'),
      ]);
      return { about, backup };
    }, [client]),
    MINUTE,
  );

  useEffect(() => heading.current?.focus(), []);

  const lamp =
    snapshot &&
    describeStatus({ status: snapshot.status, linkIsLive: link === 'live', now }, t, formats);
  return (
    <div className="page">
      <div className="page-head">
        <BackLink href={formatRoute({ name: 'jobs', page })} />
        <div className="page-title">
          <h1 ref={heading} tabIndex={-1}>
            {t('about.title')}
          </h1>
          {value && <p className="quiet">{t('about.intro', { version: value.about.version })}</p>}
        </div>
        <a className="button button-outline" href={formatRoute({ name: 'support', job: null })}>
          {t('support.open')}
        </a>
      </div>
      {error !== null && <p role="alert">{t('about.failed', { reason: error })}</p>}
      <div className="support-files">
        {value && (
          <>
            <section className="card">
              <h2>{t('about.health')}</h2>
              <dl className="facts">
                {lamp && <Fact name={t('about.status')}>{lamp.headline}</Fact>}
                <Fact name={t('about.backup')}>
                  {value.backup.last === null
                    ? t('about.noBackup')
                    : formats.dateTime(value.backup.last.at)}
                </Fact>
                <Fact name={t('about.size')}>{formats.bytes(value.about.databaseBytes)}</Fact>
                <Fact name={t('about.free')}>
                  {value.about.freeBytes === null
                    ? t('about.unknown')
                    : formats.bytes(value.about.freeBytes)}
                </Fact>
                <Fact name={t('about.folder')}>
                  <bdi>{value.about.dataFolder}</bdi>
                </Fact>
              </dl>
            </section>
            <section className="card">
              <h2>{t('about.versions')}</h2>
              <dl className="facts">
                <Fact name={t('about.program')}>{value.about.version}</Fact>
                {value.about.runtime.map(({ name, version }) => (
                  <Fact key={name} name={name}>
                    {version}
                  </Fact>
                ))}
                <Fact name={t('about.database')}>
                  {t('about.databaseVersion', { version: value.about.databaseVersion })}
                </Fact>
                <Fact name={t('about.system')}>{value.about.system}</Fact>
              </dl>
            </section>
          </>
        )}
        <Licences />
      </div>
    </div>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Licences() {
  const { t } = useTranslation();
  const [licences, setLicences] = useState<readonly Licence[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  useEffect(() => {
    let isCurrent = true;
    readLicences().then(
      (read) => isCurrent && setLicences(read),
      (error: unknown) => isCurrent && setFailure(messageOfError(error)),
    );
    return () => {
      isCurrent = false;
    };
  }, []);

  return (
    <section className="card">
      <h2>{t('about.licences')}</h2>
      {failure !== null && (
        <p role="alert">{t('about.licencesFailed', { reason: asSentence(failure) })}</p>
      )}
      {licences && <p>{t('about.licencesText', { count: licences.length })}</p>}
      <p className="quiet">{t('about.chromium')}</p>
      {licences?.map(({ name, version, licence, text }) => (
        <details key={`${name} ${version}`} className="fold">
          <summary>
            {name} <span className="quiet">{`${version} · ${licence}`}</span>
          </summary>
          <pre className="licence">{text === '' ? t('about.noText') : text}</pre>
        </details>
      ))}
    </section>
  );
}
