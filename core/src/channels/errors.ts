import type { ErrorDefinition } from 'adapters-sdk'

export const channelErrors: Readonly<Record<string, ErrorDefinition>> = {
  'inbox.not_found': { status: 404, title: { ko: '수신함을 찾을 수 없습니다.', en: 'There is no such inbox here.' }, remedy: { ko: '서비스 관리에서 수신함을 다시 여세요.', en: 'Open it again under Service administration.' } },
  'inbox.address_taken': { status: 409, title: { ko: '이미 사용 중인 주소입니다: {address}', en: 'The address is already in use: {address}' }, remedy: { ko: '다른 주소를 쓰거나 그 주소를 쓰는 수신함에서 먼저 지우세요.', en: 'Use another address, or remove it where it is used.' } },
  'delivery.not_found': { status: 404, title: { ko: '발송을 찾을 수 없습니다.', en: 'There is no such delivery here.' }, remedy: { ko: '티켓을 다시 여세요.', en: 'Open the ticket again.' } },
  'storm.settled': { status: 409, title: { ko: '이미 처리된 보류입니다.', en: 'This was decided already.' }, remedy: { ko: '다른 관리자가 먼저 보내거나 버렸습니다. 목록을 새로 고치세요.', en: 'Another manager sent or discarded what was held. Load the list again.' } },
  'storm.settings_changed': { status: 409, title: { ko: '그 사이 다른 관리자가 한도를 변경했습니다.', en: 'Another manager has changed the limit meanwhile.' }, remedy: { ko: '새로 고친 뒤 다시 저장하세요.', en: 'Load it again and save once more.' } },
  'delivery.wrong_state': { status: 409, title: { ko: '지금 상태에서는 할 수 없습니다.', en: 'This cannot be done in the delivery’s present state.' }, remedy: { ko: '전송 실패이거나 전송 여부를 알 수 없는 메시지만 다시 보내거나 확정할 수 있습니다.', en: 'Only a message that failed, or that may have been sent, can be sent again or settled.' } },
  'intake.not_found': { status: 404, title: { ko: '받은 원본을 찾을 수 없습니다.', en: 'There is no such received message here.' }, remedy: { ko: '목록을 새로 고치세요.', en: 'Reload the list.' } },
  'intake.not_replayable': { status: 409, title: { ko: '격리된 메시지만 다시 처리할 수 있습니다.', en: 'Only a quarantined message can be processed again.' }, remedy: { ko: '목록을 새로 고쳐 상태를 확인하세요.', en: 'Reload the list to see its state.' } },
}
