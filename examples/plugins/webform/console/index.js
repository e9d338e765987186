// As browsers load it: no build. `vue` and the console's kit come from the console, through its import map.
import { h } from 'vue'
import { Card, definePanels, Loaded, Page, TimeText, useApi, useLive, useResource, useText } from 'adapters-sdk/console'

const visitor = {
  props: { ticketNumber: { type: String, required: true }, ticket: { type: Object, required: true } },
  setup(props) {
    const api = useApi()
    const { text } = useText()
    const answers = useResource(() => api.get(`/webform/tickets/${props.ticketNumber}/answers`), () => props.ticketNumber)
    useLive(() => `ticket:${props.ticketNumber}`, () => void answers.reload())
    const line = (answer) => h('li', { key: answer.id }, [
      h('p', answer.text),
      answer.seenAt ? h('small', [text({ ko: '읽음 ', en: 'Seen ' }), h(TimeText, { time: answer.seenAt })]) : h('small', text({ ko: '아직 읽지 않음', en: 'Not seen yet' })),
    ])
    return () => {
      if (props.ticket.channel !== 'webform') return h('p', text({ ko: '웹 문의로 접수된 티켓이 아닙니다.', en: 'This ticket did not come from the web form.' }))
      return h(Loaded, { resource: answers, lines: 2 }, {
        default: ({ data }) => (data.items.length === 0 ? h('p', text({ ko: '방문자 화면에 표시된 답변이 없습니다.', en: 'Nothing is on the visitor’s page yet.' })) : h('ul', data.items.map(line))),
      })
    }
  },
}

const form = {
  setup() {
    const api = useApi()
    const { text } = useText()
    const addresses = useResource(() => api.get('/webform/form'))
    const address = (label, value) => h('div', [h('strong', label), h('pre', { style: { margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' } }, value)])
    return () => h(Page, { title: text({ ko: '웹 문의', en: 'Web form' }), description: text({ ko: '홈페이지의 문의 양식에서 사용하는 주소입니다.', en: 'The addresses that the form on your site uses.' }) }, {
      default: () => h(Card, null, {
        default: () => h(Loaded, { resource: addresses, lines: 2 }, {
          default: ({ data }) => [
            address(text({ ko: '문의를 보내는 주소 (POST)', en: 'Where the form posts to' }), data.post),
            address(text({ ko: '답변을 읽는 주소 (뒤에 방문자 ID)', en: 'Where the page reads answers (add the visitor’s id)' }), data.answers),
          ],
        }),
      }),
    })
  },
}

export default definePanels({ visitor, form })
