/** The support package: everything in it can be read before it is saved; nothing is sent by the program itself. */
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { CallReply } from '../../../shared/contract/contract.ts';
import { messageOfError } from '../../api.ts';
import { formatRoute } from '../../router.ts';
import { useAppStore } from '../../store/app-store.ts';
import { BackLink } from '../../ui/BackLink.tsx';
import { Json } from '../../ui/Json.tsx';
import { asSentence } from '../../format/as-sentence.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import './Support.css';

type Preview = CallReply<'support.preview'>;

export function Support({ job }: { readonly job: number | null }) {
  const { t } = useTranslation();
  const { client, notices, view } = useAppStore();
  const formats = useFormats();
  const page = useStore(view.store, (state) => state.page);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const [round, setRound] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    let current = true;
    client.call('support.preview', { job }).then(
      (read) => {
        if (!current) return;
        setPreview(read);
        setError(null);
      },
      (failure: unknown) => current && setError(messageOfError(failure)),
    );
    return () => {
      current = false;
    };
  }, [client, job, round]);

  async function save(id: string): Promise<void> {
    setSaving(true);
    try {
      const reply = await client.call('support.save', { id });
      if (reply.kind === 'saved') notices.show('good', t('support.saved', { path: reply.path }));
      else if (reply.kind === 'download') download(reply.name, reply.zip);
      else if (reply.kind === 'outdated') {
        notices.show('bad', t('support.outdated'));
        setRound((before) => before + 1);
      }
    } catch (failure) {
      const reason = asSentence(messageOfError(failure));
      notices.show('bad', t('support.failed', { reason }));
    } finally {
      setSaving(false);
    }
  }

  return (
    <div className="page">
      <div className="page-head">
        <BackLink
          href={formatRoute(job === null ? { name: 'jobs', page } : { name: 'job', id: job })}
        />
        <div className="page-title">
          <h1 ref={heading} tabIndex={-1}>
            {t('support.title')}
          </h1>
          <p className="quiet">{t('support.intro')}</p>
        </div>
        {preview && (
          <button
            type="button"
            className="button button-primary"
            aria-disabled={saving}
            onClick={() => {
              if (!saving) void save(preview.id);
            }}
          >
            {t('support.save')}
          </button>
        )}
      </div>
      {error !== null && <p role="alert">{t('support.failed', { reason: asSentence(error) })}</p>}
      {!preview && error === null && (
        <p role="status" className="quiet">
          {t('support.loading')}
        </p>
      )}
      <div className="support-files">
        {preview?.files.map((file) => (
          <section key={file.name} className="card">
            <h2>
              {file.name} <span className="quiet">{formats.bytes(file.text.length)}</span>
            </h2>
            <p className="quiet">{t(`supportTopic.${file.topic}`)}</p>
            <details className="fold">
              <summary>{t('support.read', { file: file.name })}</summary>
              <Json
                text={file.text}
                label={file.name}
                searchLabel={t('support.search', { file: file.name })}
                copyLabel={t('support.copy', { file: file.name })}
              />
            </details>
          </section>
        ))}
      </div>
    </div>
  );
}

/** The browser saves it where it saves everything. */
function download(name: string, base64: string): void {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/zip' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
