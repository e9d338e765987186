import type { ErrorDefinition } from 'adapters-sdk'

export const billingErrors: Readonly<Record<string, ErrorDefinition>> = {
  'billing.unknown_price': {
    status: 404,
    title: { ko: '가격 항목이 없습니다: {code}', en: 'There is no price {code}.' },
    remedy: { ko: '가격표에 있는 항목을 고르세요.', en: 'Choose one of the price table.' },
  },
  'billing.price_too_early': {
    status: 409,
    title: { ko: '시작된 달의 가격은 바꿀 수 없습니다.', en: 'The prices of a month that has begun stay as they are.' },
    remedy: { ko: '{month} 또는 그 뒤의 달을 고르세요.', en: 'Choose {month} or a later month.' },
  },
}
