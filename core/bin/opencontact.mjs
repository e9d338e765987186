#!/usr/bin/env node
import { runCli } from '../dist/cli/run-cli.js'

process.exitCode = await runCli(process.argv.slice(2))
// Whatever a plugin left open must not keep an ended command alive.
setTimeout(() => process.exit(), 1000).unref()
