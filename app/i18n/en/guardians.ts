export const guardians = {};
