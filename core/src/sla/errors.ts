import type { ErrorDefinition } from 'adapters-sdk'

export const slaErrors: Readonly<Record<string, ErrorDefinition>> = {
  'sla.changed_meanwhile': {
    status: 409,
    title: { ko: '그 사이 다른 사람이 영업시간과 목표를 바꿨습니다.', en: 'Somebody else changed the hours and targets meanwhile.' },
    remedy: { ko: '입력한 내용은 그대로 있습니다. 새 창에서 바뀐 내용을 확인한 뒤 다시 저장하세요.', en: 'What you entered is still here. Look at the change in a new window, then save again.' },
  },
}
