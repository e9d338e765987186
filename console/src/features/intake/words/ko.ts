export const inboxKo = {
  title: '수신함',
  empty: '아직 연결된 수신함이 없습니다.',
  state: {
    active: '정상',
    needs_reauth: '다시 인증 필요',
    paused: '일시 중지',
    disabled: '꺼짐',
  },
}

export const intakeKo = {
  title: '수신 현황',
  text: '들어온 모든 것의 행방입니다. 받은 것은 하나도 버리지 않습니다.',
  ledger: '수신 장부',
  ledgerText: '수신 = 처리됨 + 중복 + 건너뜀 + 격리 + 처리 대기',
  receivedAt: '받은 시각',
  reason: '사유',
  size: '크기',
  raw: '원본 내려받기',
  replay: '다시 처리',
  replayed: '다시 처리했습니다.',
  emptyText: '읽지 못한 메일이 생기면 원본과 함께 여기에 보관합니다.',
  state: {
    received: '수신',
    imported: '처리됨',
    duplicate: '중복',
    skipped: '건너뜀',
    quarantined: '격리',
    stored: '처리 대기',
  },
  empty: {
    quarantined: '격리된 메일이 없습니다',
    imported: '처리된 메일이 없습니다',
    skipped: '건너뛴 메일이 없습니다',
    duplicate: '중복된 메일이 없습니다',
  },
  why: {
    payload_invalid: '내용을 읽을 수 없음',
    adapter_bug: '채널 처리 오류',
    intake_same_message: '이미 받은 메시지',
    intake_own_message: '우리가 보낸 메시지',
    intake_unknown_bounce: '알 수 없는 발송의 반송 메일',
    intake_unknown_receipt: '알 수 없는 발송의 결과 통지',
    intake_not_taken: '처리하지 않는 종류',
    intake_empty: '처리할 내용 없음',
  },
}
