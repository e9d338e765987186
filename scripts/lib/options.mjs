const FLAGS = { '--without-postgres': 'OC_TEST_WITHOUT_POSTGRES', '--without-browser': 'OC_TEST_WITHOUT_BROWSER' }

/** Takes our own flags out of the arguments; the rest is Vitest's. */
export function testOptions(args) {
  const env = {}
  const rest = args.filter((arg) => {
    if (!(arg in FLAGS)) return true
    env[FLAGS[arg]] = '1'
    return false
  })
  return { env, rest, postgres: !env.OC_TEST_WITHOUT_POSTGRES, browser: !env.OC_TEST_WITHOUT_BROWSER }
}
