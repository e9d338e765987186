// Runs on the thread of Node's module hooks: `adapters-sdk` is always looked up from the host, whoever imports it.
let host

export function initialize(data) {
  host = data.host
}

export function resolve(specifier, context, next) {
  const isSdk = specifier === 'adapters-sdk' || specifier.startsWith('adapters-sdk/')
  return next(specifier, isSdk ? { ...context, parentURL: host } : context)
}
