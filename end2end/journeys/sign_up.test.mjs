// Signing up with one question on a screen, without a script, on a narrow phone: light enough for prepaid data, axe
// clean, and the next person on the same phone finds nothing of the one before. Then a place that comes free, and
// people who come together.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { brotliCompressSync, constants } from 'node:zlib'
import { Api } from '../lib/api.mjs'
import { PHONE } from '../lib/browser.mjs'
import { assertAccessible, assertQuiet, eventually, stage, story } from '../lib/run.mjs'
import { fairOfOnePlace, fairPage, openSignUp, signIn, signUp } from '../lib/steps.mjs'

const A_STEP_MAX = 3_000
const WHOLE_PATH_MAX = 30_000
const WHOLE_PATH_REQUESTS = 4
const NARROW = { ...PHONE, viewport: { width: 320, height: 640 } }
const kB = bytes => `${(bytes / 1000).toFixed(1)} kB`

/** Counts the pages that a screen loads, each as it travels: compressed as the server does it. */
function countPages({ page }) {
  const pages = []
  page.on('response', response => {
    if (!response.headers()['content-type']?.startsWith('text/html')) return
    pages.push(response.body().then(html => ({
      url: new URL(response.url()).pathname,
      bytes: brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length,
    })))
  })
  return () => Promise.all(pages)
}

const next = page => page.locator('form button[type=submit].is-wide:not(.is-quiet)').first().click()

/** Walks through every question, and looks at each screen. */
async function walk(person, path, lang, name) {
  const { page } = person
  const look = async screen => {
    await assertAccessible(person, `${screen} (${lang})`)
    await person.picture(`sign-up-${lang}-${screen}`)
  }
  await page.goto(`${path}/stap?lang=${lang}`)
  await look('work')
  await page.locator('input[type=radio][value="3"]').first().check()
  await next(page)
  await look('name')
  await page.locator('[name=name]').fill(name)
  await next(page)
  await look('contact')
  await page.locator('[name=contact][value=desk]').check()
  await next(page)
  await look('spoken')
  await page.locator(`[name=spoken][value=${lang}]`).check()
  await next(page)
  await look('needs')
  await page.locator('[name=need][value=childcare]').check()
  await page.locator('[name=leave_at]').fill('15:00')
  await next(page)
  await look('adult')
  await page.locator('[name=adult]').check()
  await next(page)
  await look('review')
  assert.ok((await page.locator('main').innerText()).includes(name))
}

describe('sign up', () => {
  const world = stage()
  const scene = story(world)
  let path

  before(async () => {
    await openSignUp(await Api.signedIn(world.server, world.server.role('organiser')))
    path = await fairPage(world.server)
  })

  for (const [lang, name] of [['nl', 'Vlinderstruik'], ['ar', 'زهرة']]) {
    scene(`one question on a screen, at most 3 kB a step, without a script (${lang})`, async () => {
      const { server, browser } = world
      const phone = await browser.person(`phone ${lang}`, server.base, NARROW, { script: false })
      const pages = countPages(phone)
      await walk(phone, path, lang, name)
      const steps = await pages()
      console.log(steps.map(({ url, bytes }) => `${url.split('/').at(-1)} ${kB(bytes)}`).join(' · '))
      assert.equal(steps.length, 7)
      for (const { url, bytes } of steps) assert.ok(bytes <= A_STEP_MAX, `${url}: ${bytes} bytes`)
      assert.ok(!steps.some(({ url }) => decodeURI(url).includes(name)), 'what was typed is in an address')

      // The phone's own way back shows what was typed; forward again leads to the end at once.
      await phone.page.goBack()
      assert.equal(await phone.page.locator('[name=adult]').isChecked(), true)
      await next(phone.page)
      await next(phone.page)
      await phone.page.locator('.pin').waitFor({ state: 'attached' })
      await assertAccessible(phone, `signed up (${lang})`)

      await phone.page.locator('form[action*="/volgende"] button').click()
      assert.equal(new URL(phone.page.url()).pathname, path)
      assert.ok(!(await phone.page.content()).includes(name), 'the next person sees the one before')
    })
  }

  scene('the whole form takes at most four pages and 30 kB, and who chose nothing answers with pictures', async () => {
    const { server, browser } = world
    const phone = await browser.person('whole form', server.base, NARROW, { script: false })
    const pages = countPages(phone)
    await phone.page.goto('/?lang=ar')
    // What a page was is gone from the browser once the next one is there.
    await pages()
    await phone.page.goto(`${path}?lang=ar`)
    await pages()
    await assertAccessible(phone, 'the whole form (ar)')
    await phone.picture('sign-up-ar-whole')
    await phone.page.locator('[name=name]').fill('زهرة')
    await phone.page.locator('[name=contact][value=desk]').check()
    await phone.page.locator('[name=adult]').check()
    await next(phone.page)
    await phone.page.locator('.pin').waitFor({ state: 'attached' })
    const loaded = await pages()
    const bytes = loaded.reduce((sum, one) => sum + one.bytes, 0)
    console.log(`the whole form: ${loaded.length} pages, ${kB(bytes)} compressed`)
    assert.ok(loaded.length <= WHOLE_PATH_REQUESTS && bytes <= WHOLE_PATH_MAX, `${loaded.length} pages, ${bytes} bytes`)

    await phone.page.locator('a[href*="/mijn/werk/"]').click()
    await assertAccessible(phone, 'three pictures (ar)')
    await phone.picture('pictures-ar')
    await phone.page.locator('[name=with][value=""]').focus()
    for (const key of ['ArrowDown', 'Tab', 'ArrowUp']) await phone.page.keyboard.press(key)
    await next(phone.page)
    await phone.page.locator('a[href*="/mijn/werk/"]').click()
    for (const answer of ['[name=with][value=hands]', '[name=air][value=outside]', '[name=among][value=""]']) {
      assert.equal(await phone.page.locator(answer).isChecked(), true, answer)
    }
  })

  for (const lang of ['nl', 'ar']) {
    scene(`a place that comes free waits for a yes on the own page (${lang})`, async () => {
      const { server, browser } = world
      const organiser = await Api.signedIn(server, server.role('organiser'))
      const fair = await fairOfOnePlace(organiser)
      const first = new Api(server)
      const { form } = await signUp(first, `/banenmarkt/${fair}`)
      const phone = await browser.person(`standby ${lang}`, server.base, NARROW, { script: false })
      await phone.page.goto(`/banenmarkt/${fair}?lang=${lang}`)
      await phone.page.locator('[name=name]').fill('Vlierbes')
      await phone.page.locator('[name=contact][value=desk]').check()
      await phone.page.locator('[name=adult]').check()
      await next(phone.page)
      await phone.page.locator('.pin').waitFor({ state: 'attached' })
      const left = await organiser.command('withdraw@1', { sign_up: form.sign_up })
      assert.equal(left.outcome, 'applied')

      await phone.page.goto(`/mijn?lang=${lang}`)
      const yes = phone.page.locator('form[action*="/mijn/plek/"]:has([value=yes]) button')
      await yes.waitFor()
      await assertAccessible(phone, `a place is offered (${lang})`)
      await phone.picture(`standby-${lang}-offered`)
      await yes.click()
      await yes.waitFor({ state: 'detached' })
      await phone.picture(`standby-${lang}-confirmed`)
    })
  }

  scene('where the organiser approves, a place is kept first, and the word of the desk is read on the own page', async () => {
    const { server, browser } = world
    const api = await Api.signedIn(server, server.role('organiser'))
    const fair = await fairOfOnePlace(api)
    const organiser = await browser.person('approves', server.base, NARROW, { worker: false })
    await signIn(organiser, server.role('organiser'))
    await organiser.page.goto(`/app/fair/${fair}/setup`)
    await organiser.page.getByText('Wie zich zelf aanmeldt, krijgt direct een plek.').waitFor()
    const turn = organiser.page.getByRole('button', { name: 'Keur aanmeldingen voortaan eerst goed' })
    await turn.focus()
    await organiser.page.keyboard.press('Enter')
    await organiser.page.getByText('Wie zich zelf aanmeldt, wacht op goedkeuring.', { exact: false }).waitFor()
    await assertAccessible(organiser, 'a day whose sign-ups are approved')
    await organiser.picture('approval-setup')
    await organiser.page.goto(`/app/fair/${fair}`)

    const phones = []
    for (const lang of ['nl', 'ar']) {
      const phone = await browser.person(`waits ${lang}`, server.base, NARROW, { script: false })
      await phone.page.goto(`/banenmarkt/${fair}?lang=${lang}`)
      await phone.page.locator('[name=name]').fill(lang === 'nl' ? 'Hommel' : 'نحلة')
      const number = phone.page.locator('[name=phone]')
      await phone.page.locator('[name=contact][value=phone]').check()
      assert.equal(await number.isVisible(), true)
      await phone.page.locator('[name=contact][value=desk]').check()
      assert.equal(await number.isVisible(), false, 'nobody is asked for what their choice does not need')
      await phone.page.locator('[name=adult]').check()
      await assertAccessible(phone, `a fair that approves (${lang})`)
      await phone.picture(`approval-${lang}-form`)
      await next(phone.page)
      await phone.page.locator('.pin').waitFor({ state: 'attached' })
      await assertAccessible(phone, `signed up and waiting (${lang})`)
      await phone.picture(`approval-${lang}-signed-up`)
      phones.push(phone)
      if (lang === 'nl') {
        await phone.page.goto('/mijn?lang=nl')
        await phone.page.getByText('Wij houden een plek voor u vrij', { exact: false }).waitFor()
        await assertAccessible(phone, 'the own page, waiting')
        await phone.picture('approval-nl-waits')
        const decline = organiser.page.getByRole('button', { name: /^Geen plek deze keer ?: Hommel$/ })
        await decline.waitFor()
        const rows = organiser.page.getByRole('region', { name: 'Deelnemers' }).locator('tbody tr')
        const all = await rows.count()
        await organiser.page.getByLabel('Alleen wie op goedkeuring wacht (1)').check()
        await eventually('only who waits is shown', async () => await rows.count() === 1)
        await assertAccessible(organiser, 'a fair with somebody who waits')
        await organiser.picture('approval-organiser')
        await decline.focus()
        await organiser.page.keyboard.press('Enter')
        await decline.waitFor({ state: 'detached' })
        await eventually('everybody is shown again', async () => await rows.count() === all)
        await phone.page.reload()
        await phone.page.getByText('Er is deze keer geen plek voor u', { exact: false }).waitFor()
        await assertAccessible(phone, 'the own page, without a place')
        await phone.picture('approval-nl-declined')
      }
    }
    const [, second] = phones
    const approve = organiser.page.getByRole('button', { name: /^Goedkeuren ?: نحلة$/ })
    await approve.click()
    await approve.waitFor({ state: 'detached' })
    await second.page.goto('/mijn?lang=ar')
    await second.page.getByText('لديكم مكان').waitFor()
  })

  scene('the organiser asks more, and who has a place answers by taps, in their own language', async () => {
    const { server, browser } = world
    const api = await Api.signedIn(server, server.role('organiser'))
    const fair = await fairOfOnePlace(api)
    const phone = await browser.person('further', server.base, NARROW, { script: false })
    await phone.page.goto(`/banenmarkt/${fair}?lang=ar`)
    await phone.page.locator('[name=name]').fill('دراجة')
    await phone.page.locator('[name=contact][value=desk]').check()
    await phone.page.locator('[name=adult]').check()
    await next(phone.page)
    await phone.page.locator('.pin').waitFor({ state: 'attached' })

    const organiser = await browser.person('asks', server.base, NARROW, { worker: false })
    await signIn(organiser, server.role('organiser'))
    await organiser.page.goto(`/app/fair/${fair}`)
    const way = organiser.page.getByRole('link', { name: 'Verdere vragen' })
    await organiser.page.goto(await way.getAttribute('href'))
    for (const words of ['Hoeveel uur per week wilt u werken?', 'Heeft u een fiets?', 'Heeft u een cv?']) {
      await organiser.page.getByLabel(words).check()
    }
    await assertAccessible(organiser, 'choosing further questions')
    await organiser.picture('further-choose')
    await organiser.page.getByRole('button', { name: 'Bewaar de vragen' }).click()
    await organiser.page.getByText('0 van 1 mensen', { exact: false }).waitFor()

    await phone.page.goto('/mijn?lang=ar')
    const toQuestions = phone.page.locator('a[href*="/mijn/vragen/"]')
    await assertAccessible(phone, 'the own page with questions (ar)')
    await phone.picture('further-ar-own')
    const path = new URL(await toQuestions.getAttribute('href'), server.base).pathname
    for (const lang of ['nl', 'ti', 'fa', 'ar']) {
      await phone.page.goto(`${path}?lang=${lang}`)
      await assertAccessible(phone, `further questions (${lang})`)
      await phone.picture(`further-${lang}`)
    }
    await phone.page.locator('[name=hours][value=""]').focus()
    for (const key of ['ArrowUp', 'Tab', 'ArrowUp']) await phone.page.keyboard.press(key)
    await next(phone.page)
    await phone.page.getByText('إجاباتي').waitFor()
    await toQuestions.click()
    for (const answer of ['[name=hours][value=over_32]', '[name=bicycle][value=no]', '[name=cv][value=""]']) {
      assert.equal(await phone.page.locator(answer).isChecked(), true, answer)
    }

    await organiser.page.reload()
    await organiser.page.getByText('Meer dan 32 uur: 1').waitFor()
    await organiser.page.setViewportSize({ width: 820, height: 1180 })
    await assertAccessible(organiser, 'what was answered')
    await organiser.picture('further-answered')
    await organiser.page.getByRole('link', { name: /^Pas aan ?: دراجة$/ }).click()
    await organiser.page.getByRole('group', { name: 'Heeft u een cv?' }).getByLabel('Nee, ik wil graag hulp').check()
    await assertAccessible(organiser, 'answering for somebody')
    await organiser.picture('further-desk')
    await organiser.page.getByRole('button', { name: 'Bewaren' }).click()
    await organiser.page.getByText('Nee, ik wil graag hulp: 1').waitFor()
  })

  scene('a group is made on the own page, and the next of it comes along on the same phone', async () => {
    const { server, browser } = world
    const phone = await browser.person('group', server.base, NARROW, { script: false })
    await phone.page.goto(`${path}?lang=ar`)
    const signsUp = async name => {
      await phone.page.locator('[name=name]').fill(name)
      await phone.page.locator('[name=contact][value=desk]').check()
      await phone.page.locator('[name=adult]').check()
      await next(phone.page)
      await phone.page.locator('.pin').waitFor({ state: 'attached' })
    }
    await signsUp('Kapitein')
    await phone.page.goto('/mijn?lang=ar')
    await phone.page.locator('form[action*="/mijn/groep/"] button').click()
    const passOn = phone.page.locator('form[action*="/volgende"]:has([name=group]) button')
    await passOn.waitFor()
    await assertAccessible(phone, 'a group (ar)')
    await phone.picture('group-ar-leader')
    await phone.page.locator('a[href*="/mijn/afspraak/"]').click()
    await phone.page.locator('[name=meet]').fill('Steiger')
    await phone.page.locator('[name=travel][value=bicycle]').check()
    await phone.page.locator('[name=leave_at]').fill('15:30')
    await assertAccessible(phone, 'what a group agreed (ar)')
    await phone.picture('group-ar-agreed')
    await next(phone.page)
    await passOn.waitFor()
    await passOn.click()
    assert.ok(!(await phone.page.content()).includes('Kapitein'), 'the next person sees the one before')
    await signsUp('Matroos')
    await phone.page.goto('/mijn?lang=ar')
    await phone.page.getByText('Kapitein').waitFor()
    await phone.page.getByText('Steiger').waitFor()
    await phone.page.getByText('15:30').first().waitFor()
    await phone.picture('group-ar-member')
  })

  test('nothing complained', () => assertQuiet(world))
})
