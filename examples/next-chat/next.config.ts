import type { NextConfig } from 'next'

const config: NextConfig = {
  // A workspace has its lockfile and its packages further up.
  turbopack: { root: new URL('../..', import.meta.url).pathname },
  poweredByHeader: false,
  devIndicators: false,
}

export default config
