declare const __PACKAGE_VERSION__: string | undefined

/** Version of this package, as published. */
export const VERSION = typeof __PACKAGE_VERSION__ === 'undefined' ? '0.0.0-source' : __PACKAGE_VERSION__
