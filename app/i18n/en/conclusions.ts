export const conclusions = {};
