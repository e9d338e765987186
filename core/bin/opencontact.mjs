#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { runCli } from '../dist/cli/run-cli.js'

// What is set already wins over the file.
if (existsSync('.env')) process.loadEnvFile('.env')
process.exitCode = await runCli(process.argv.slice(2))
// Whatever a plugin left open must not keep an ended command alive.
setTimeout(() => process.exit(), 1000).unref()
