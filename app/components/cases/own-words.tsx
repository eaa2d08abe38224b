/** What the child said, in quotation marks unless whoever wrote it down set them. */
export function OwnWords({ text }: { text: string }) {
  return <>{/^[«"“]/.test(text) ? text : `«${text}»`}</>;
}
