// The tables of the protocol page.
const table = (columns, rows) =>
  [`| ${columns.join(' | ')} |`, `|${columns.map(() => '---').join('|')}|`, ...rows.map((r) => `| ${r.map((c) => String(c).replaceAll('|', '\\|')).join(' | ')} |`), ''].join('\n');

export function markdownFiles(t) {
  const s = ['# Protocol tables', '', 'Generated from `protocol/protocol.json`; part of [protocol.md](protocol.md). Integers are big-endian.', ''];
  s.push('## Constants', '', table(['name', 'value', 'unit', 'meaning'], t.constants));
  s.push('## Weights', '', table(['name', 'work units', 'meaning'], t.weights));
  s.push('## Phases', '', table(['phase', 'code', 'meaning'], t.phases));
  s.push('## Address spaces', '', table(['space', 'code', 'index'], t.spaces));
  s.push('## Slots', '', table(['slot', 'number'], t.slots));
  s.push('## Cells', '');
  for (const c of t.cells) {
    s.push(`### ${c.name}: ${c.words} word${c.words > 1 ? 's' : ''}`, '', `${c.doc}.`, '');
    s.push(table(['word', 'bits (255 = most significant)', 'field', 'type', 'meaning'], c.fields.map((f) => [f.word, `${255 - f.offset}..${256 - f.offset - f.width}`, f.name, f.type, f.doc])));
  }
  s.push('Types: `uN` unsigned, `iN` two\'s complement, `aN` address, `hN` hash, `mN` bitmap or array of small numbers, `bN` bytes.', '');
  s.push('## Order flags', '', table(['flag', 'value', 'meaning'], t.flags));
  s.push('## Items', '');
  for (const i of t.items) {
    s.push(`### ${i.name} (type ${i.type})`, '', `${i.doc}.`, '');
    if (!i.fields) continue;
    let at = 0;
    const rows = i.fields.map((f) => { const r = [at, f.bytes, f.name, f.type]; at += f.bytes; return r; });
    rows.push([at, 64, 'signature', 'EIP-2098: r, then v and s']);
    s.push(table(['offset', 'bytes', 'field', 'EIP-712 type'], rows), `Body length ${at + 64}. EIP-712: \`${i.struct}(${i.fields.map((f) => `${f.type} ${f.name}`).join(',')})\``, '');
  }
  for (const [what, struct] of [['Price signatures of an ORACLE item', t.price], ['The signature of a BUNDLE', t.bundle]])
    s.push(`${what}: \`${struct.struct}(${struct.fields.map((f) => `${f.type} ${f.name}`).join(',')})\``, '');
  s.push('## Operations of a bundle', '', 'First byte: the high half is the number of bytes of lots (0 where there are none), the low half the operation.', '', table(['operation', 'code', 'behind the first byte'], t.bundleOperations));
  s.push('## Order kinds', '', table(['kind', 'code', 'meaning'], t.orderKinds));
  s.push('## Market statuses', '', table(['status', 'code', 'meaning'], t.statuses));
  s.push('## Margin actions', '', table(['action', 'code', 'meaning'], t.marginActions));
  s.push('## Inbox messages', '', table(['kind', 'code', 'body'], t.messages));
  s.push('## Governance actions', '', table(['action', 'code', 'body'], t.governance));
  s.push('## Reasons', '', table(['reason', 'code', 'meaning'], t.reasons));
  return { 'docs/protocol-tables.md': s.join('\n') };
}
