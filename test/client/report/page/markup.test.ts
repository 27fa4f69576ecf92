import assert from 'node:assert/strict'
import { test } from 'node:test'
import { html, sourceOf } from '../../../../client/report/page/markup.ts'
import { keepSecret } from '../../../../client/secrets.ts'

test('a text is no markup, in an attribute neither', () => {
  const text = `</details><script>alert('1')</script>&"`
  const escaped = '&lt;/details&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;'
  assert.equal(sourceOf(html`<p title="${text}">${text}</p>`), `<p title="${escaped}">${escaped}</p>`)
})

test('markup within markup stays as it is, and so does a list of it', () => {
  const items = ['a', '<'].map(text => html`<li>${text}</li>`)
  assert.equal(sourceOf(html`<ul>${items}</ul>`), '<ul><li>a</li>\n<li>&lt;</li></ul>')
})

test('control characters and marks that turn the direction are visible', () => {
  assert.equal(sourceOf(html`${'\u001b[2J\u202e\0'}`), '\\u001b[2J\\u202e\\u0000')
})

test('a secret with characters that are escaped is hidden, also where it was cut', () => {
  keepSecret('pa<ss>word&1')
  assert.equal(sourceOf(html`${'my pa<ss>word&1!'}`), 'my …!')
  assert.equal(sourceOf(html`${'my pa<ss>w…'}`), 'my …')
})
