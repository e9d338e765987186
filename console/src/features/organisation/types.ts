import type { Answer } from '../../api/types.js'

export type OrganisationService = Answer<'getApiOServices'>['items'][number]
export type OrganisationData = Answer<'getApiOOrganisation'>
export type Branding = Answer<'getApiOBranding'>
export type Billing = Answer<'getApiOBilling'>
export type Contract = Answer<'getApiOServicesCodeContract'>
export type ContractItem = Contract['items'][number]['item']
export type Estimate = Answer<'postApiOEstimate'>
export type Price = Answer<'getApiOPrices'>['items'][number]
export type PriceList = Answer<'getApiOPrices'>
export type Charge = Billing['items'][number]['charges'][number]
export type BillEntry = Answer<'getApiOBillingCodeCharge'>['items'][number]
export type ExportEntry = Answer<'getApiOExportLog'>['items'][number]
export type WhatIf = Answer<'postApiOServicesCodeContractWhatIf'>
