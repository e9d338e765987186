import { createTransport, type SendMailOptions } from 'nodemailer'

/** Sends a mail to a local SMTP port as a mail client would; rejects with the server's answer. */
export async function sendMail(port: number, mail: SendMailOptions): Promise<{ readonly messageId: string; readonly response: string }> {
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true, connectionTimeout: 10_000, socketTimeout: 60_000 })
  try {
    const info = await transport.sendMail(mail)
    return { messageId: info.messageId, response: info.response }
  } finally {
    transport.close()
  }
}
