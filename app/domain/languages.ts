export { LANGUAGES, type Language } from '#db/vocabulary';
