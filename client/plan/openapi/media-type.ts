/** Whether a media type is JSON: `application/json`, `application/problem+json; charset=utf-8`, … */
export function isJson(mediaType: string): boolean {
  return /^[^;]*[/+]json\s*(;|$)/i.test(mediaType)
}

/** Whether JSON is one of the media types of a range: any, or any of `application`. */
export function admitsJson(mediaType: string): boolean {
  return /^\s*(\*|application)\/\*\s*(;|$)/i.test(mediaType)
}

export function isMultipart(mediaType: string): boolean {
  return /^\s*multipart\/form-data\s*(;|$)/i.test(mediaType)
}

export function isForm(mediaType: string): boolean {
  return /^\s*application\/x-www-form-urlencoded\s*(;|$)/i.test(mediaType)
}
