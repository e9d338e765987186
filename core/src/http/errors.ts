import type { ErrorDefinition } from 'adapters-sdk'

export const httpErrors: Readonly<Record<string, ErrorDefinition>> = {
  'http.internal': {
    status: 500,
    title: { ko: '처리하지 못했습니다.', en: 'Something went wrong on our side.' },
    remedy: { ko: '입력한 내용은 저장되지 않았습니다. 잠시 후 다시 시도하고, 계속되면 요청 번호를 운영자에게 알려 주세요.', en: 'Nothing was saved. Try again in a moment; if it goes on, tell your operator the request id.' },
  },
  'http.not_ready': {
    status: 503,
    title: { ko: '아직 준비되지 않았습니다.', en: 'Not ready yet.' },
    remedy: { ko: '잠시 후 다시 시도하세요.', en: 'Try again in a moment.' },
  },
  'http.not_found': {
    status: 404,
    title: { ko: '찾을 수 없습니다.', en: 'Not found.' },
    remedy: { ko: '주소를 확인하거나 목록에서 다시 여세요.', en: 'Check the address, or open it from its list again.' },
  },
  'http.bad_input': {
    status: 400,
    title: { ko: '입력한 값이 올바르지 않습니다.', en: 'Some of the input is not valid.' },
    remedy: { ko: '표시된 항목을 고친 뒤 다시 보내세요.', en: 'Correct the fields named and send it again.' },
  },
  'http.bad_json': {
    status: 400,
    title: { ko: '본문이 JSON 형식이 아닙니다.', en: 'The body is not JSON.' },
    remedy: { ko: 'Content-Type을 application/json으로 하고 올바른 JSON을 보내세요.', en: 'Send valid JSON with the content type application/json.' },
  },
  'http.too_large': {
    status: 413,
    title: { ko: '보낸 내용이 너무 큽니다.', en: 'The request is too large.' },
    remedy: { ko: '{max}바이트 이하로 줄여 주세요.', en: 'Keep it below {max} bytes.' },
  },
  'http.wrong_csrf': {
    status: 403,
    title: { ko: '요청을 확인하지 못했습니다.', en: 'The request could not be verified.' },
    remedy: { ko: '화면을 새로 고친 뒤 다시 시도하세요.', en: 'Reload the page and try again.' },
  },
  'http.forbidden': {
    status: 403,
    title: { ko: '권한이 없습니다.', en: 'You do not have the permission for this.' },
    remedy: { ko: '서비스 관리자에게 권한을 요청하세요.', en: 'Ask a manager of the service for it.' },
  },
  'http.service_suspended': {
    status: 403,
    title: { ko: '이용 정지된 서비스입니다.', en: 'This service is suspended.' },
    remedy: { ko: '들어오는 메일은 계속 보관됩니다. 조직 관리자가 전체 관리 > 계약 서비스 현황에서 이용을 재개할 수 있습니다.', en: 'Mail is still taken in. An organisation admin can resume it under Organisation > Services.' },
  },
  'http.service_terminated': {
    status: 403,
    title: { ko: '해지된 서비스입니다.', en: 'This service is terminated.' },
    remedy: { ko: '데이터는 조직 관리자만 읽을 수 있고 바꿀 수 없습니다.', en: 'Its data can be read by organisation admins only, and changed by nobody.' },
  },
  'http.idempotency_reused': {
    status: 422,
    title: { ko: '같은 Idempotency-Key로 다른 요청을 보냈습니다.', en: 'This Idempotency-Key was used for a different request.' },
    remedy: { ko: '새 요청에는 새 키를 쓰세요.', en: 'Use a new key for a new request.' },
  },
  'http.too_many_requests': {
    status: 429,
    title: { ko: '요청이 너무 많습니다.', en: 'Too many requests.' },
    remedy: { ko: '{seconds}초 후에 다시 시도하세요.', en: 'Try again in {seconds} seconds.' },
  },
  'contract.not_enabled': {
    status: 403,
    title: { ko: '이 서비스에서 사용하지 않는 기능입니다.', en: 'This feature is not switched on for the service.' },
    remedy: { ko: '서비스 관리 > 플러그인에서 켤 수 있습니다.', en: 'A manager can switch it on under Service administration > Plugins.' },
  },
}
