// Solidity side: file-level constants and, per cell kind, a handle type with one getter and setter per field.
const dir = 'l1-contracts/contracts/engine/generated';
const head = `// SPDX-License-Identifier: MIT\n// Generated from protocol/protocol.json. Do not edit.\npragma solidity 0.8.37;\n\n`;
export const groups = (t) => [['KIND', t.orderKinds], ['STATUS', t.statuses], ['MARGIN', t.marginActions], ['BUNDLE', t.bundleOperations]];
const constant = (n, v) => `uint256 constant ${n} = ${v};`;

// A cell has 8 places in transient storage, the last of which says that it is there.
function longestCell(t) {
  const words = Math.max(...t.cells.map((c) => c.words));
  if (words > 7) throw new Error(`a cell of ${words} words has no place for its presence`);
  return words;
}

function constants(t) {
  const out = [];
  for (const [n, v, unit, doc] of t.constants) out.push(`// ${doc}${unit ? ` (${unit})` : ''}`, constant(n, v));
  for (const [n, v] of t.weights) out.push(constant(n, v));
  for (const [n, v] of t.phases) out.push(constant(`PHASE_${n}`, v));
  for (const [n, v] of t.spaces) out.push(constant(`SPACE_${n}`, v));
  for (const [n, v] of t.slots) out.push(constant(`SLOT_${n}`, v));
  for (const [n, v] of t.flags) out.push(constant(`FLAG_${n}`, v));
  for (const i of t.items) out.push(constant(`ITEM_${i.name}`, i.type));
  for (const i of t.items.filter((i) => i.fields))
    out.push(constant(`${i.name}_LENGTH`, i.fields.reduce((n, f) => n + f.bytes, 0) + 64));
  for (const [n, v] of t.messages) out.push(constant(`MESSAGE_${n}`, v));
  for (const [n, v] of t.governance) out.push(constant(`GOVERNANCE_${n}`, v));
  for (const c of t.cells) out.push(constant(`WORDS_${c.name.toUpperCase()}`, c.words));
  out.push('// of the longest cell (words)', constant('MAX_CELL_WORDS', longestCell(t)));
  for (const [n, v, doc] of t.reasons) out.push(`// ${doc}`, constant(`REASON_${n}`, v));
  for (const [prefix, rows] of groups(t)) for (const [n, v] of rows) out.push(constant(`${prefix}_${n}`, v));
  for (const i of [...t.items.filter((i) => i.struct), t.price, t.bundle])
    out.push(`bytes32 constant TYPEHASH_${i.struct.replace(/(?!^)([A-Z])/g, '_$1').toUpperCase()} =\n    keccak256("${i.struct}(${i.fields.map((f) => `${f.type} ${f.name}`).join(',')})");`);
  return `${head}${out.join('\n')}\n`;
}

const upper = (s) => s[0].toUpperCase() + s.slice(1);
function accessors(c) {
  const out = [];
  for (const f of c.fields) {
    const signed = f.kind === 'i';
    const ty = signed ? 'int256' : f.type === 'h256' ? 'bytes32' : f.type === 'a160' ? 'address' : 'uint256';
    const right = 256 - f.offset - f.width;
    const mask = `0x${((1n << BigInt(f.width)) - 1n).toString(16)}`;
    const key = f.word ? `add(cell, ${f.word})` : 'cell';
    const load = `tload(${key})`;
    let read = right ? `shr(${right}, ${load})` : load;
    if (signed) read = `signextend(${f.width / 8 - 1}, ${read})`;
    else if (f.width < 256 && f.offset > 0) read = `and(${read}, ${mask})`;
    else if (f.width < 256 && f.offset === 0) read = `shr(${right}, ${load})`;
    out.push(`    /// ${f.doc || f.name}
    function ${f.name}(${c.name} cell) internal view returns (${ty} value) {
        assembly ("memory-safe") {
            value := ${read}
        }
    }
`);
    const field = `0x${(((1n << BigInt(f.width)) - 1n) << BigInt(right)).toString(16)}`;
    const write =
      f.width === 256
        ? `tstore(${key}, value)`
        : `tstore(${key}, or(and(tload(${key}), not(${field})), ${right ? `shl(${right}, ` : ''}and(value, ${mask})${right ? ')' : ''}))`;
    out.push(`    function set${upper(f.name)}(${c.name} cell, ${ty} value) internal {
        assembly ("memory-safe") {
            ${write}
        }
    }
`);
  }
  return `/// ${c.doc}. The handle is the cell's first transient key; it exists only for cells present in the witness.
type ${c.name} is uint256;

using ${c.name}Fields for ${c.name} global;

library ${c.name}Fields {
${out.join('\n')}
    /// Makes the cell empty.
    function clear(${c.name} cell) internal {
        assembly ("memory-safe") {
            ${[...Array(c.words).keys()].map((w) => `tstore(${w ? `add(cell, ${w})` : 'cell'}, 0)`).join('\n            ')}
        }
    }
}
`;
}

function itemFields(i) {
  let at = 0;
  const out = i.fields.map((f) => {
    const bytes = f.bytes;
    const read = `shr(${256 - 8 * bytes}, calldataload(${at ? `add(body.offset, ${at})` : 'body.offset'}))`;
    at += bytes;
    return `    function ${f.name}(bytes calldata body) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := ${read}
        }
    }
`;
  });
  return `/// ${i.doc}: fields of a body whose length has been checked.
library ${i.struct}Item {
    /// Bytes of each field from the last to the first, one byte each, 0 past the first.
    uint256 internal constant WIDTHS = 0x${i.fields.map((f) => f.bytes.toString(16).padStart(2, '0')).reverse().join('')};
    uint256 internal constant FIELDS_LENGTH = ${at};

${out.join('\n')}}
`;
}

export function solidityFiles(t) {
  return {
    [`${dir}/Items.sol`]: `${head}${t.items.filter((i) => i.fields).map(itemFields).join('\n')}`,
    [`${dir}/Protocol.sol`]: constants(t),
    [`${dir}/CellFields.sol`]: `${head}${t.cells.map(accessors).join('\n')}`,
  };
}
