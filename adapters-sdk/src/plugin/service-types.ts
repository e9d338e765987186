/** 상담 관리: all channels · 이슈 관리: tickets transferred from consultation services. */
export const SERVICE_TYPES = ['consultation', 'issue'] as const
export type ServiceType = (typeof SERVICE_TYPES)[number]
