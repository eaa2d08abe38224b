/** What the front server says by itself, when a request never reaches a page. */
export const front = {
  badRequest: {
    title: 'This request could not be read',
    text: 'What the browser sent is not well formed. Go back to the page before and try again.',
  },
  foreign: {
    title: 'This form came from somewhere else',
    text: 'It does not seem to have been sent from a Qadam page, so nothing was changed. Open the page again and send it once more.',
  },
  missing: {
    title: 'There is nothing here',
    text: 'The address may be mistyped, or the page may have moved.',
  },
  method: {
    title: 'This cannot be asked here',
    text: 'The address does not accept this kind of request.',
  },
  slow: {
    title: 'The connection is too slow',
    text: 'What you sent did not arrive in time, and nothing was changed. Check the connection and send it again.',
  },
  large: {
    title: 'This is too much at once',
    text: 'One form may carry up to 1 MB, and nothing was changed. Shorten the text or send it in parts.',
  },
  longAddress: {
    title: 'The address is too long',
    text: 'Take away some of the filters and try again.',
  },
  kind: {
    title: 'This kind of data is not accepted',
    text: 'Send it with a form of this site. Nothing was changed.',
  },
  headers: {
    title: 'The browser sent too much along',
    text: 'Clear this site’s cookies in the browser and sign in again.',
  },
  trouble: {
    title: 'Something went wrong on our side',
    text: 'Try again a little later. If it happens again, tell the administrator this number: {id}',
  },
  home: 'Go to the start page',
};

export type Front = typeof front;
