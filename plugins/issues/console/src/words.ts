import { useText } from 'adapters-sdk/console'

const WORDS = {
  transfer: { ko: '이관', en: 'Transfer' },
  about: { ko: '이슈 관리 서비스에 넘겨 답변을 받습니다.', en: 'Hand it to an issue service and get its answer here.' },
  takeFirst: { ko: '처리중이거나 보류중인 티켓을 이관할 수 있습니다.', en: 'Tickets in progress or on hold can be transferred.' },
  origin: { ko: '이관한 서비스', en: 'Transferred from' },
  sending: { ko: '이관하는 중', en: 'On its way' },
  sent: { ko: '답변 대기', en: 'Waiting for the answer' },
  answered: { ko: '답변완료', en: 'Answered' },
  failed: { ko: '이관 실패', en: 'Not transferred' },
  dialog: { ko: '이슈 이관', en: 'Transfer to an issue service' },
  service: { ko: '서비스', en: 'Service' },
  intakeType: { ko: '접수유형', en: 'Intake type' },
  choose: { ko: '선택', en: 'Choose' },
  title: { ko: '제목', en: 'Title' },
  note: { ko: '내용', en: 'Note' },
  noteHint: { ko: '이관 시 담당자에게 문의할 내용을 작성하세요. 고객에게는 보이지 않습니다.', en: 'What to ask whoever is responsible there. The customer does not see it.' },
  none: { ko: '이관할 수 있는 이슈 관리 서비스가 없습니다. 조직 관리자에게 서비스를 만들어 달라고 요청하세요.', en: 'There is no issue service to transfer to. Ask an organisation admin to make one.' },
  done: { ko: '티켓을 이관했습니다.', en: 'The ticket is transferred.' },
  cancel: { ko: '취소', en: 'Cancel' },
} as const
export type Word = keyof typeof WORDS

/** The panel's texts in the language being read. */
export function useWords(): { word: (name: Word) => string } {
  const { text } = useText()
  return { word: (name) => text(WORDS[name]) }
}
