#!/usr/bin/env node
// Writes the constants and cell codecs of both languages, and the tables of the protocol page, from protocol.json.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { javaFiles } from './java.mjs';
import { solidityFiles } from './solidity.mjs';
import { markdownFiles } from './markdown.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const table = JSON.parse(readFileSync(join(here, 'protocol.json'), 'utf8'));

// Fields are packed from the most significant bit of their word downwards.
for (const cell of table.cells) {
  const used = new Map();
  cell.fields = cell.fields.map(([word, name, type, doc]) => {
    const width = Number(type.slice(1));
    const offset = used.get(word) ?? 0;
    if (offset + width > 256) throw new Error(`${cell.name}.${name} overflows word ${word}`);
    used.set(word, offset + width);
    return { word, name, kind: type[0], type, width, offset, doc };
  });
}

// Bytes of an item field of an EIP-712 type of fixed width.
for (const item of table.items.filter((i) => i.fields))
  item.fields = item.fields.map(([name, type]) => ({ name, type, bytes: type === 'address' ? 20 : Number(type.slice(4)) / 8 }));
for (const struct of [table.price, table.bundle])
  struct.fields = struct.fields.map(([name, type]) => ({ name, type }));

const files = { ...javaFiles(table), ...solidityFiles(table), ...markdownFiles(table) };
for (const [path, text] of Object.entries(files)) {
  const target = join(here, '..', path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}
console.log(`${Object.keys(files).length} files generated from protocol.json`);
