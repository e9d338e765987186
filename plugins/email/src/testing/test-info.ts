import type { Log, ServiceInfo } from 'adapters-sdk'

/** What the host would tell a plugin about its service. */
export function testInfo(environment: Readonly<Record<string, string>> = {}): ServiceInfo {
  return {
    current: async () => ({ id: 1, code: 'shop', name: '상점 고객센터', organisation: 'Acme', domain: 'acme', language: 'ko', timeZone: 'Asia/Seoul' }),
    environment,
    publicUrl: 'http://localhost:3000',
    dataDir: '',
  }
}

export const silentLog: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
