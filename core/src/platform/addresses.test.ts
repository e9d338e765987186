import { describe, expect, it } from 'vitest'
import { Addresses, ORGANISATION_DOMAIN } from './addresses.js'

const paths = new Addresses(() => 'https://desk.example.com', undefined)
const hosts = new Addresses(() => 'https://desk.example.com:8443', 'example.com')

describe('TEN-1: where organisations are reached', () => {
  it('is a path of the public address, or a host below the base domain', () => {
    expect(paths.ofOrganisation('acme')).toBe('https://desk.example.com/o/acme')
    expect(paths.ofOrganisation('acme', '/password/reset?token=x')).toBe('https://desk.example.com/o/acme/password/reset?token=x')
    expect(hosts.ofOrganisation('acme')).toBe('https://acme.example.com:8443')
    expect(hosts.ofOrganisation('acme', '/login')).toBe('https://acme.example.com:8443/login')
  })

  it('tells whose host was called, however it is written', () => {
    expect(['acme.example.com', 'ACME.example.com:8443', 'acme.example.com.'].map((host) => hosts.organisationAt(host))).toEqual(['acme', 'acme', 'acme'])
    expect(hosts.organisationAt('a.b.example.com')).toBe('a.b')
    expect(['desk.example.com', 'www.example.com', 'example.com', '127.0.0.1:80', '[::1]:80', 'acme.example.org', 'evilexample.com', ''].map((host) => hosts.organisationAt(host))).toEqual(Array(8).fill(null))
    expect(paths.organisationAt('acme.desk.example.com')).toBeNull()
  })

  it('keeps names for the installation itself', () => {
    expect(['www', 'api', 'mail', 'desk'].map((domain) => hosts.isReserved(domain))).toEqual([true, true, true, true])
    expect([hosts.isReserved('acme'), paths.isReserved('desk')]).toEqual([false, false])
  })

  it('takes only names that a host can have', () => {
    expect(['acme', 'a1', 'big-shop', 'a'.repeat(41)].every((name) => ORGANISATION_DOMAIN.test(name))).toBe(true)
    expect(['a', '1acme', 'acme-', '-acme', 'a.b', 'Acme', 'o/x', 'a'.repeat(42), ''].some((name) => ORGANISATION_DOMAIN.test(name))).toBe(false)
  })
})
