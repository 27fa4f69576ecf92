/** Longest part of a page that is looked at: what a foreign page holds must not take for ever. */
const longest = 200_000

/** How the pages of Swagger UI, Redoc, RapiDoc, Scalar and Stoplight Elements name the document. */
const naming =
  /\b(?:url|spec-url|specUrl|data-url|apiDescriptionUrl|configUrl)\b["']?\s{0,9}[:=]\s{0,9}["']([^"'<>\s]{1,300})["']|\bRedoc\.init\(\s{0,9}["']([^"'<>\s]{1,300})["']/g

/** The script beside a page of Swagger UI that names the document, or has it. */
const initializing =
  /<script[^>]{0,300}?\bsrc\s?=\s?["']?([^"'<>\s]{0,300}(?:initializer|init)\.js[^"'<>\s]{0,100})/gi

/**
 * The documents that a page names, and the scripts to look into as well.
 *
 * @param url of the page, from which relative ones lead on
 * @returns full URLs of the page's own origin
 */
export function namedOn(page: string, url: string): { documents: string[]; scripts: string[] } {
  const text = page
    .slice(0, longest)
    .replaceAll('&quot;', '"')
    .replaceAll('&#34;', '"')
    .replaceAll('\\/', '/')
  const documents = [...text.matchAll(naming)].map(([, named, first]) => named ?? first ?? '')
  const scripts = [...text.matchAll(initializing)].map(([, source = '']) => source)
  const isDocument = ({ pathname }: URL) => !/\.(css|html?|m?js|png|svg)$/.test(pathname)
  return {
    documents: ownUrls(documents, url)
      .filter(isDocument)
      .slice(0, 3)
      .map(({ href }) => href),
    scripts: ownUrls(scripts, url)
      .slice(0, 1)
      .map(({ href }) => href),
  }
}

function ownUrls(found: string[], base: string): URL[] {
  const urls = [...new Set(found)].filter(each => URL.canParse(each, base)).map(each => new URL(each, base))
  return urls.filter(({ origin }) => origin === new URL(base).origin)
}
