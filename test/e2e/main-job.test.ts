import { simpleParser, type ParsedMail } from 'mailparser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApiClient, createDatabase, PASSWORD, sendMail, spawnServer, startRelay, withBrowser, type Relay, type TestDatabase, type TestServer } from '../support/index.js'
import { hostile, hostileParts, Person, picture, stepByStep, type Language } from './support/index.js'

/** What the people of one run are called and write. */
const RUNS = {
  ko: {
    engine: 'sqlite', locale: 'ko-KR', organisation: '하루상회', service: '고객센터', admin: '최관리', agents: [['mina', '이민아'], ['jun', '박준']], customer: '김지우',
    trigger: '무통장입금 할당', notice: '접수 안내', noticeText: '문의를 접수했습니다.', subject: '무통장입금 확인 부탁드립니다', question: '어제 48,000원을 입금했습니다.', attachment: '입금증.pdf',
    answer: '입금을 **확인했습니다.** 오늘 출고됩니다.', answerHtml: /입금을 <strong>확인했습니다\.<\/strong> 오늘 출고됩니다\./, receipt: '영수증.txt', thanks: '감사합니다! 송장 번호도 알려 주세요.',
  },
  en: {
    engine: 'postgres', locale: 'en-GB', organisation: 'Haru Shop', service: 'Help desk', admin: 'Alex Turner', agents: [['mina', 'Mina Lee'], ['jun', 'Jun Park']], customer: 'Jiwoo Kim',
    trigger: 'Assign bank transfers', notice: 'We have your question', noticeText: 'Your question has arrived.', subject: 'Re-check of 무통장입금 (bank transfer)', question: 'I transferred 48,000 won yesterday.', attachment: 'transfer slip.pdf',
    answer: 'Your transfer **has arrived.** It ships today.', answerHtml: /Your transfer <strong>has arrived\.<\/strong> It ships today\./, receipt: 'receipt.txt', thanks: 'Thank you! What is the tracking number?',
  },
} as const satisfies Record<Language, { readonly engine: TestDatabase['engine']; readonly [key: string]: unknown }>

const ADDRESS = 'help@haru.localhost'
const CUSTOMER = 'jiwoo@customer.example'
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
const GROUP = '결제'

for (const language of ['ko', 'en'] as const) {
  const run = RUNS[language]
  describe.skipIf(run.engine === 'postgres' && process.env.OC_TEST_WITHOUT_POSTGRES)(`the main job, on ${run.engine}`, () => {
    withBrowser(`in ${language === 'ko' ? 'Korean' : 'English'}`, (browser) => {
      let database: TestDatabase
      let server: TestServer
      let relay: Relay
      let admin: Person
      let agent: Person
      let links: readonly string[]
      const requests: string[] = []
      const comeIn = async () => {
        const opened = await browser.open({ locale: run.locale })
        opened.page.on('request', (request) => requests.push(request.url()))
        return new Person(opened, language)
      }
      const relayed = async (at: number): Promise<ParsedMail & { readonly envelopeTo: readonly string[] }> => {
        await expect.poll(() => relay.mails.length, { timeout: 30_000 }).toBeGreaterThan(at)
        const mail = relay.mails[at]!
        return Object.assign(await simpleParser(Buffer.from(mail.raw, 'latin1')), { envelopeTo: mail.to })
      }
      beforeAll(async () => {
        database = await createDatabase(run.engine)
        ;[server, relay] = await Promise.all([spawnServer({ env: database.env() }), startRelay()])
        admin = await comeIn()
      })
      afterAll(async () => {
        await Promise.all([server?.stop(), relay?.stop()])
        await database?.drop()
      })

      stepByStep()

      it('the link of the start sets the organisation up', async () => {
        const { page } = admin
        await page.goto(server.printed('Set-up')!)
        const group = (word: 'organisation' | 'service' | 'admin') => page.getByRole('group', { name: admin.word(word) })
        await admin.enter({ organisationName: run.organisation, domain: 'haru' }, group('organisation'))
        await admin.enter({ serviceName: run.service, serviceCode: 'help' }, group('service'))
        await admin.enter({ login: 'admin', memberName: run.admin, email: 'admin@haru.example', password: PASSWORD }, group('admin'))
        await picture(page, `${language}-1-set-up`)
        await admin.button('start').click()
        await admin.sees(run.service, page.getByRole('banner'))
        await picture(page, `${language}-2-empty-list`)
        const client = await new ApiClient(server.url).signIn('admin', PASSWORD, 'haru')
        // Nobody takes an answer back here.
        await client.put('/api/s/help/ticket-settings', { undoSeconds: 1 })
      })

      it('PRM-6, PRM-7: a group and two agents, invited, set their passwords with their links', async () => {
        const { page } = admin
        await admin.administer('groups')
        await admin.button('addGroup').click()
        await admin.enter({ groupName: GROUP }, admin.dialog())
        await admin.button('save', admin.dialog()).click()
        await admin.sees(GROUP, page.getByRole('main'))
        await picture(page, `${language}-3-groups`)
        await admin.administer('agents')
        const found: string[] = []
        for (const [login, name] of run.agents) {
          await admin.button('addAgent', page.getByRole('main')).click()
          await admin.enter({ memberName: name, login, email: `${login}@haru.example` }, admin.dialog())
          for (const box of await admin.dialog().getByRole('group', { name: admin.word('groups') }).getByRole('checkbox').all()) await box.uncheck()
          await admin.dialog().getByRole('checkbox', { name: GROUP }).check()
          if (login === 'mina') await picture(page, `${language}-4-invite`)
          await admin.button('addAgent', admin.dialog()).click()
          const link = admin.dialog().getByText(/^https?:\/\/\S+token=\S+$/)
          found.push((await link.textContent())!)
          if (login === 'mina') await picture(page, `${language}-5-link`)
          await admin.button('close', admin.dialog()).last().click()
          await admin.sees(name, page.getByRole('table'))
        }
        links = found
        await picture(page, `${language}-6-agents`)

        const people = await Promise.all(run.agents.map(comeIn))
        for (const [at, person] of people.entries()) {
          await person.page.goto(links[at]!)
          await person.enter({ newPassword: PASSWORD })
          if (at === 0) await picture(person.page, `${language}-7-password`)
          await person.button('setPassword').click()
          await person.page.getByRole('heading', { name: person.word('logIn') }).waitFor()
        }
        agent = people[0]!
        await agent.logIn(server.url, 'mina')
        await agent.page.getByRole('link', { name: agent.word('myInProgress') }).click()
        await agent.sees(agent.word('noTicketInProgress'))
        await people[1]!.page.close()
      })

      it('EML-8: the relay is set and tried in the panel of the e-mail plugin', async () => {
        const { page } = admin
        await admin.administer('emailPage')
        await admin.sees(ADDRESS, page.getByRole('main'))
        await page.getByRole('switch', { name: admin.word('useRelay') }).click()
        await admin.enter({ server: relay.host })
        await admin.choose('security', admin.word('notEncrypted'))
        await admin.enter({ port: String(relay.port) })
        await admin.button('testConnection').click()
        await admin.sees(admin.word('testWorks'))
        await picture(page, `${language}-8-email`)
        await admin.button('save').click()
        await admin.sees(admin.word('saved'))
      })

      it('TRG-1: a trigger is put together: subject contains 무통장입금, assign in turn in 결제, mail the customer', async () => {
        const { page } = admin
        await admin.administer('triggers')
        await admin.button('addTrigger').first().click()
        await page.getByRole('textbox', { name: admin.word('title'), exact: true }).fill(run.trigger)
        const must = page.getByRole('group', { name: admin.word('allOfThese') })
        await admin.button('addCondition', must).click()
        await must.getByRole('combobox', { name: admin.word('target') }).selectOption({ label: admin.word('ticketSubject') })
        await must.getByRole('combobox', { name: admin.word('comparison') }).selectOption({ label: admin.word('contains') })
        await must.getByRole('textbox', { name: admin.word('value') }).fill('무통장입금')
        const add = async (result: 'action' | 'sendMail') => {
          await admin.button('addResult').click()
          await page.getByRole('menuitem', { name: admin.word(result) }).click()
          return page.getByRole('article').filter({ hasText: admin.word(result) })
        }
        const assign = await add('action')
        await admin.choose('group', GROUP, assign)
        await admin.choose('how', admin.word('inTurn'), assign)
        const mail = await add('sendMail')
        await admin.choose('to', admin.word('customer'), mail)
        await admin.enter({ subject: `[#{ticket.number}] ${run.notice}` }, mail)
        await admin.write(mail, `${run.noticeText} #{customer.name}`)
        await picture(page, `${language}-9-trigger`)
        await admin.button('save').click()
        await admin.sees(run.trigger, page.getByRole('main'))
        await picture(page, `${language}-10-triggers`)
      })

      it('EML-1, TRG-5: a mail becomes a ticket in front of the assigned agent, harmless, and says which trigger did what', async () => {
        const { page } = agent
        await page.evaluate('globalThis.sameDocument = true')
        await sendMail(server.smtpPort, {
          from: { name: run.customer, address: CUSTOMER }, to: ADDRESS, subject: run.subject, messageId: '<question@customer.example>',
          text: run.question, html: hostile(run.question), attachments: [{ filename: run.attachment, content: PDF, contentType: 'application/pdf' }],
        })
        const row = page.getByRole('link', { name: run.subject })
        await row.waitFor()
        await picture(page, `${language}-11-arrived`)
        await row.click()
        await agent.sees(run.question, page.getByRole('article'))
        const conversation = page.getByRole('tabpanel')
        await agent.sees(new RegExp(`${run.trigger}.*${GROUP}.*${run.agents[0][1]}`), conversation)
        await agent.sees(new RegExp(`${run.trigger}.*${CUSTOMER}`), conversation)
        await agent.sees(run.trigger, page.getByRole('complementary').getByRole('article'))
        await picture(page, `${language}-12-ticket`)
        expect(await hostileParts(page)).toEqual([])

        const file = await page.getByRole('link', { name: run.attachment }).getAttribute('href')
        const download = await page.context().request.get(new URL(file!, server.url).href)
        expect(await download.body()).toEqual(PDF)

        const mail = await relayed(0)
        expect(mail.envelopeTo).toEqual([CUSTOMER])
        expect(mail.subject).toMatch(new RegExp(`^\\[T\\w+\\] ${run.notice}$`))
        expect(mail.text).toContain(`${run.noticeText} ${run.customer}`)
        expect(mail.inReplyTo).toBe('<question@customer.example>')
        expect(mail.headers.get('auto-submitted')).toMatch(/^auto-/)
      })

      it('EML-6, TKT-6: rich text and an attachment leave as a threaded multipart mail', async () => {
        const { page } = agent
        const composer = page.getByRole('region').filter({ has: agent.button('sendAndSolve') })
        await agent.write(composer, run.answer)
        await composer.locator('input[type=file]').setInputFiles({ name: run.receipt, mimeType: 'text/plain', buffer: Buffer.from('48,000') })
        await agent.sees(run.receipt, composer)
        await picture(page, `${language}-13-answer`)
        await agent.button('sendAndSolve', composer).click()
        await agent.sees(agent.word('answerSent'))
        await agent.sees(agent.word('sent'), page.getByRole('tabpanel').getByRole('article'))
        await picture(page, `${language}-14-answered`)

        const mail = await relayed(1)
        expect(mail.envelopeTo).toEqual([CUSTOMER])
        expect(mail.from?.value[0]?.address).toBe(ADDRESS)
        expect(mail.subject).toContain(run.subject)
        const notice = await relayed(0)
        expect([mail.inReplyTo, mail.references]).toEqual([notice.messageId, ['<question@customer.example>', notice.messageId]])
        expect(mail.html).toMatch(run.answerHtml)
        expect(mail.text).toContain(run.answer.replaceAll('**', ''))
        expect(mail.attachments.map(({ filename, content }) => [filename, content.toString()])).toEqual([[run.receipt, '48,000']])
        expect(mail.headers.has('auto-submitted')).toBe(false)
      })

      it('EML-6: the customer’s answer to that comes into the same ticket, live', async () => {
        const { page } = agent
        const answer = await relayed(1)
        await sendMail(server.smtpPort, { from: { name: run.customer, address: CUSTOMER }, to: ADDRESS, subject: `Re: ${answer.subject}`, inReplyTo: answer.messageId, references: ['<question@customer.example>', answer.messageId!], text: run.thanks })
        await agent.sees(run.thanks, page.getByRole('tabpanel').getByRole('article'))
        await agent.sees(agent.word('reopened'))
        await picture(page, `${language}-15-again`)
        expect(await page.evaluate('globalThis.sameDocument')).toBe(true)
        expect(await database.query('select count(*) as n from ticket').then(([row]) => Number(row!.n))).toBe(1)
        expect(relay.mails).toHaveLength(2)
      })

      it('nothing on the way asked another host for anything, and no page complained', () => {
        expect(requests.filter((url) => !url.startsWith(server.url) && !/^(data|blob):/.test(url))).toEqual([])
        // Before the log-in the answer to "who am I" is 401, which Chromium prints.
        expect([admin, agent].flatMap(({ errors }) => errors).filter((error) => !error.includes('401 (Unauthorized)'))).toEqual([])
      })
    })
  })
}
