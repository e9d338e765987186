import type { Answer } from '../../api/types.js'

export type OrganisationService = Answer<'getApiOServices'>['items'][number]
export type OrganisationData = Answer<'getApiOOrganisation'>
export type Billing = Answer<'getApiOBilling'>
export type Contract = Answer<'getApiOServicesCodeContract'>
export type ContractItem = Contract['items'][number]['item']
export type Estimate = Answer<'postApiOEstimate'>
export type Price = Answer<'getApiOPrices'>['items'][number]
