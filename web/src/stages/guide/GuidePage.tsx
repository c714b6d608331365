import { chapters } from 'virtual:guide';
import { useDeferredValue, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import { BrandMark } from '../../ui/BrandMark';
import { HelpLine } from '../../ui/HelpLine';
import './guide.css';
import { search } from './search';
import './texts';
import { useKeptPictures } from './useKeptPictures';

/** `/huong-dan/tat-ca`: all chapters on one page, to be printed. */
const everything = 'tat-ca';

/** `/huong-dan/:slug`: the guide of docs/huong-dan, also without a network and without an account. It knows no Ant Design. */
export function GuidePage() {
  const { t } = useTranslation('guide');
  const { slug = '' } = useParams();
  const [term, setTerm] = useState('');
  const looked = useDeferredValue(term);
  useKeptPictures();
  useArrival(slug, () => setTerm(''));
  const shown = slug === everything ? chapters.slice(1) : chapters.filter((chapter) => chapter.slug === slug);
  const title = shown.length === 1 ? (shown[0]?.title ?? t('title')) : t('title');
  return (
    <div className="guide">
      <title>{`${title} – DiemCau`}</title>
      <header className="guide-head">
        <Link to="/" className="guide-brand" aria-label={t('home')}>
          <BrandMark />
        </Link>
        <p>{t('title')}</p>
        <search>
          <input
            type="search"
            value={term}
            aria-label={t('search')}
            placeholder={t('search')}
            title={t('searchHint')}
            onChange={(event) => setTerm(event.target.value)}
          />
        </search>
      </header>
      <nav className="guide-chapters" aria-label={t('chapters')}>
        <details open={window.matchMedia('(min-width: 861px)').matches}>
          <summary>{t('chapters')}</summary>
          <ol>
            {chapters.slice(1).map((chapter) => (
              <li key={chapter.slug}>
                <Link to={`/huong-dan/${chapter.slug}`} aria-current={chapter.slug === slug ? 'page' : undefined}>
                  {chapter.title}
                </Link>
              </li>
            ))}
          </ol>
          <Link
            className="guide-everything"
            to={`/huong-dan/${everything}`}
            aria-current={slug === everything ? 'page' : undefined}
          >
            {t('all')}
          </Link>
        </details>
      </nav>
      <main id="content" className="guide-content" tabIndex={-1}>
        {looked.trim() ? (
          <Findings term={looked.trim()} />
        ) : shown.length === 0 ? (
          <>
            <h1>{t('unknownTitle')}</h1>
            <p>{t('unknownText')}</p>
          </>
        ) : (
          <>
            <button type="button" className="guide-print" onClick={() => window.print()}>
              {t('print')}
            </button>
            {shown.map((chapter) => (
              <Chapter key={chapter.slug} chapter={chapter} />
            ))}
            {slug !== everything && <Neighbours slug={slug} />}
          </>
        )}
        <HelpLine />
      </main>
    </div>
  );
}

function Chapter({ chapter }: { chapter: (typeof chapters)[number] }) {
  const navigate = useNavigate();
  return (
    <article>
      <h1>{chapter.title}</h1>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a key on a link is a click, too. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: what is clicked are the links inside. */}
      <div
        // biome-ignore lint/security/noDangerouslySetInnerHtml: made of docs/huong-dan when the client was built.
        dangerouslySetInnerHTML={{ __html: chapter.html }}
        onClick={(event) => {
          const link = (event.target as Element).closest('a');
          if (!link?.pathname.startsWith('/huong-dan') || event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          navigate(link.pathname + link.hash);
        }}
      />
    </article>
  );
}

function Findings({ term }: { term: string }) {
  const { t } = useTranslation('guide');
  const found = search(chapters, term);
  return (
    <>
      <p role="status" className="guide-found">
        {found.length === 0 ? t('nothing', { term }) : t('found', { count: found.length })}
      </p>
      <ul className="guide-findings">
        {found.map((finding) => (
          <li key={`${finding.slug}#${finding.id}`}>
            <Link to={`/huong-dan/${finding.slug}${finding.id && `#${finding.id}`}`}>{finding.title}</Link>
            {finding.title !== finding.chapter && <small>{finding.chapter}</small>}
            <p>{finding.excerpt}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

function Neighbours({ slug }: { slug: string }) {
  const { t } = useTranslation('guide');
  const at = chapters.findIndex((chapter) => chapter.slug === slug);
  const [previous, next] = [at > 1 ? chapters[at - 1] : undefined, chapters[at + 1]];
  return (
    <nav className="guide-neighbours" aria-label={`${t('previous')}, ${t('next')}`}>
      {previous && (
        <Link to={`/huong-dan/${previous.slug}`} rel="prev">
          <small>{t('previous')}</small>
          {previous.title}
        </Link>
      )}
      {next && (
        <Link to={`/huong-dan/${next.slug}`} rel="next">
          <small>{t('next')}</small>
          {next.title}
        </Link>
      )}
    </nav>
  );
}

/** A chapter begins at its heading, a link to a section at the section. */
function useArrival(slug: string, onArrival: () => void) {
  const { hash, key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: every arrival counts, also at the same place.
  useEffect(() => {
    onArrival();
    // After the findings have made room for the chapter.
    const frame = requestAnimationFrame(() => {
      const section = hash ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
      if (section) section.scrollIntoView();
      else window.scrollTo(0, 0);
    });
    return () => cancelAnimationFrame(frame);
  }, [slug, hash, key]);
}
