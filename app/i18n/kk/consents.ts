export const consents = {};
