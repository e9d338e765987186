import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './root.mjs'

/** Ends the program with one readable line. */
export class Failure extends Error {}

/** Runs a program in the checkout and resolves to its exit code. `output`: always shown, shown when it failed, or never. */
export function run(command, args, { cwd = root, env = {}, output = 'always' } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: output === 'always' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      // npm is a .cmd file on Windows, which only a shell can start.
      shell: process.platform === 'win32' && command === 'npm',
    })
    let text = ''
    child.stdout?.on('data', (chunk) => { text += chunk })
    child.stderr?.on('data', (chunk) => { text += chunk })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (output === 'on failure' && code !== 0) process.stderr.write(text)
      resolve(signal ? 1 : (code ?? 1))
    })
  })
}

/** Like `run`, but a failure stops everything with `what` in its message. */
export async function mustRun(what, command, args, options) {
  const code = await run(command, args, options).catch((error) => {
    throw new Failure(`${what}: ${command} could not be started (${error.message}).`)
  })
  if (code !== 0) throw new Failure(`${what} failed: ${command} ended with code ${code}.`)
}

/** A tool from node_modules, by the path of its JavaScript entry: no shell, no wrapper, no change of folder. */
export const tool = {
  tsc: join(root, 'node_modules/typescript/bin/tsc'),
  vite: join(root, 'node_modules/vite/bin/vite.js'),
  vueTsc: join(root, 'node_modules/vue-tsc/bin/vue-tsc.js'),
  vitest: join(root, 'node_modules/vitest/vitest.mjs'),
  oxlint: join(root, 'node_modules/oxlint/bin/oxlint'),
  depcruise: join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
  playwright: join(root, 'node_modules/playwright-core/cli.js'),
}

export const say = (line) => process.stdout.write(`${line}\n`)
export const since = (start) => `${((Date.now() - start) / 1000).toFixed(1)} s`

/** Runs a script's main function; what goes wrong becomes one line and exit code 1. */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? 0
  } catch (error) {
    process.stderr.write(`${error instanceof Failure ? error.message : error.stack}\n`)
    process.exitCode = 1
  }
}
