export const VERSION = 'x'
