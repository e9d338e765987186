// The least that telling everybody can cost: one row committed durably, then the same bytes to every socket.
import Database from 'better-sqlite3'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { WebSocketServer } from 'ws'

const db = new Database(join(process.argv[2]!, 'floor.sqlite'))
db.pragma('journal_mode = wal')
db.pragma('synchronous = full')
db.exec('create table change (id integer primary key, payload text not null)')
const insert = db.prepare('insert into change (payload) values (?)')
const http = createServer()
const server = new WebSocketServer({ server: http })
server.on('connection', (socket) => socket.on('message', (data) => {
  const payload = String(data)
  insert.run(payload)
  for (const client of server.clients) client.send(payload)
}))
http.listen(0, '127.0.0.1', () => console.log(String((http.address() as AddressInfo).port)))
