import type { ErrorDefinition } from 'adapters-sdk'

export const ticketErrors: Readonly<Record<string, ErrorDefinition>> = {
  'ticket.not_found': { status: 404, title: { ko: '티켓을 찾을 수 없습니다.', en: 'There is no such ticket here.' }, remedy: { ko: '티켓 번호를 확인하거나 목록에서 여세요.', en: 'Check the number, or open it from the list.' } },
  'ticket.already_taken': { status: 409, title: { ko: '{name} 님이 먼저 가져간 티켓입니다.', en: '{name} took this ticket first.' }, remedy: { ko: '다른 미할당 티켓을 가져오세요.', en: 'Take another unassigned ticket.' } },
  'ticket.not_my_group': { status: 403, title: { ko: '내가 속하지 않은 그룹입니다.', en: 'You are not in this group.' }, remedy: { ko: '내 그룹 가운데에서 고르세요.', en: 'Choose one of your groups.' } },
  'ticket.wrong_state': { status: 409, title: { ko: '지금 상태에서는 할 수 없습니다.', en: 'This cannot be done in the ticket’s present state.' }, remedy: { ko: '티켓을 다시 열어 상태를 확인하세요. 미할당 티켓은 먼저 가져와야 합니다.', en: 'Open the ticket again and check its state. An unassigned ticket must be taken first.' } },
  'ticket.changed_meanwhile': { status: 409, title: { ko: '작성하는 동안 새 메시지가 도착했습니다.', en: 'A new message arrived while you were writing.' }, remedy: { ko: '새 메시지를 확인한 뒤 그대로 보내거나 고쳐서 보내세요. 작성한 내용은 남아 있습니다.', en: 'Read it, then send as it is or change your answer. What you wrote is kept.' } },
  'ticket.undo_over': { status: 409, title: { ko: '이미 발송되어 되돌릴 수 없습니다.', en: 'The answer has left already and cannot be taken back.' }, remedy: { ko: '고칠 내용이 있으면 답변을 하나 더 보내세요.', en: 'If something must be put right, send another answer.' } },
  'ticket.edited_meanwhile': { status: 412, title: { ko: '그사이 다른 사람이 바꿨습니다.', en: 'Somebody else changed it meanwhile.' }, remedy: { ko: '지금 값과 내가 바꾼 값을 비교한 뒤 다시 저장하세요. 입력한 값은 남아 있습니다.', en: 'Compare what it is now with what you entered, then save again. What you entered is kept.' } },
  'ticket.no_copies': { status: 409, title: { ko: '이 채널로는 참조(CC)를 보낼 수 없습니다.', en: 'This channel carries no copies (CC).' }, remedy: { ko: '참조를 지우고 보내세요.', en: 'Remove the copies and send again.' } },
  'ticket.no_recipient': { status: 409, title: { ko: '답변을 받을 고객 주소가 없습니다.', en: 'There is no address to answer to.' }, remedy: { ko: '코멘트로 남기거나 내부해결로 처리하세요.', en: 'Leave a comment, or solve it internally.' } },
  'ticket.empty_message': { status: 400, title: { ko: '내용이 비어 있습니다.', en: 'The message is empty.' }, remedy: { ko: '내용을 쓰거나 파일을 첨부하세요.', en: 'Write something or attach a file.' } },
  'ticket.unknown_agent': { status: 400, title: { ko: '그룹에 없는 상담원이거나 없는 그룹입니다.', en: 'The group does not exist, or the agent is not in it.' }, remedy: { ko: '이 서비스의 그룹과 그 상담원을 고르세요.', en: 'Choose a group of this service and one of its agents.' } },
  'ticket.html_too_long': { status: 413, title: { ko: 'HTML이 너무 길어 글만 표시합니다.', en: 'The HTML is too long: only its text is shown.' }, remedy: { ko: '원본은 수신 내역에서 받을 수 있습니다.', en: 'The original can be downloaded from what was received.' } },
  'attachment.unknown': { status: 400, title: { ko: '첨부파일을 찾을 수 없습니다.', en: 'An attachment was not found.' }, remedy: { ko: '파일을 다시 첨부하세요.', en: 'Attach the file again.' } },
  'attachment.kind': { status: 415, title: { ko: '첨부할 수 없는 파일입니다: {name}', en: 'This kind of file cannot be attached: {name}' }, remedy: { ko: '이미지, MS Office, hwp, pdf, txt, zip 파일만 첨부할 수 있습니다. 확장자가 아니라 내용으로 확인합니다.', en: 'Images, MS Office, hwp, pdf, txt and zip can be attached; the content decides, not the name.' } },
  'attachment.too_many': { status: 400, title: { ko: '파일은 {max}개까지 첨부할 수 있습니다.', en: 'At most {max} files can be attached.' }, remedy: { ko: '파일 수를 줄이거나 zip으로 묶으세요.', en: 'Attach fewer, or put them into a zip.' } },
}
