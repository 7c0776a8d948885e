// Java side: one class of plain fields per cell kind, constants, reasons, phases, item types, EIP-712 types.
import { groups } from './solidity.mjs';

const dir = 'engine/src/main/java/io/truebook/engine/protocol';
const head = `// Generated from protocol/protocol.json. Do not edit.\npackage io.truebook.engine.protocol;\n\n`;
const camel = (s) => s.toLowerCase().replace(/_(.)/g, (_, c) => c.toUpperCase());
// Kinds that the engine extends by links to other cells.
const linked = new Set(['Account', 'Order', 'Level', 'Bitmap']);
// Bit words of cells of which there are many: they lie in the cell itself, for an array would be one more cache miss.
const flat = new Set(['positionMarkets', 'orderSlots', 'nonceBitmap']);
const arrayBytes = { h256: 32, a160: 20, b96: 12 };
const literal = (v) => (Number(v) > 2147483647 ? `${v}L` : `${v}`);
const typeOf = (v) => (Number(v) > 2147483647 ? 'long' : 'int');

function constants(t) {
  const out = [];
  const line = (name, value, doc) =>
    out.push(`    /** ${doc || camel(name)}. */`, `    public static final ${typeOf(value)} ${name} = ${literal(value)};`, '');
  for (const [n, v, unit, doc] of t.constants) line(n, v, `${doc}${unit ? ` (${unit})` : ''}`);
  for (const [n, v, doc] of t.weights) line(n, v, `Work: ${doc}`);
  for (const [n, v, doc] of t.phases) line(`PHASE_${n}`, v, `Phase: ${doc}`);
  for (const [n, v, doc] of t.spaces) line(`SPACE_${n}`, v, `Address space: ${doc}`);
  for (const [n, v] of t.slots) line(`SLOT_${n}`, v, `Slot ${camel(n)}`);
  for (const [n, v, doc] of t.flags) line(`FLAG_${n}`, v, doc || `Order flag ${camel(n)}`);
  for (const i of t.items) line(`ITEM_${i.name}`, i.type, `Item type: ${i.doc}`);
  for (const i of t.items.filter((i) => i.fields))
    line(`${i.name}_LENGTH`, i.fields.reduce((n, f) => n + f.bytes, 0) + 64, `Body bytes of ${camel(i.name)}, signature included`);
  for (const [n, v, doc] of t.messages) line(`MESSAGE_${n}`, v, `Inbox message: ${doc}`);
  for (const [n, v, doc] of t.governance) line(`GOVERNANCE_${n}`, v, `Governance action: ${doc}`);
  for (const [prefix, rows] of groups(t)) for (const [n, v, doc] of rows) line(`${prefix}_${n}`, v, doc);
  for (const i of [...t.items.filter((i) => i.struct), t.price, t.bundle])
    out.push(`    /** EIP-712 type of ${i.struct}. */`, `    public static final String TYPE_${i.struct.replace(/(?!^)([A-Z])/g, '_$1').toUpperCase()} =\n            "${i.struct}(${i.fields.map((f) => `${f.type} ${f.name}`).join(',')})";`, '');
  return `${head}/** Every number of the protocol. */\npublic final class Protocol {\n${out.join('\n')}\n    private Protocol() {}\n}\n`;
}

function reasons(t) {
  const rows = t.reasons.map(([n, v, doc]) => `    /** ${doc}. */\n    ${n}(${v})`).join(',\n');
  return `${head}/** Why an item did what it did; the same code in the engine, on L1 and in the API. */
public enum Reason {
${rows};

    private static final Reason[] BY_CODE = new Reason[128];

    static {
        for (Reason reason : values()) {
            BY_CODE[reason.code] = reason;
        }
    }

    private final int code;

    Reason(int code) {
        this.code = code;
    }

    /** The number that stands in the cursor cell. */
    public int code() {
        return code;
    }

    /** True when the operation did not take effect at all. */
    public boolean rejected() {
        return code > 0 && code < 64;
    }

    /** The reason of a code read from a cursor cell. */
    public static Reason of(int code) {
        return BY_CODE[code];
    }
}
`;
}

const base = `${head}/**
 * A cell of the state as a mutable object of plain fields. The engine works on these; bytes exist only where a cell is
 * loaded or written out.
 */
public abstract class Cell {
    /** 48-bit address in the state tree. */
    public final long address;

    /** False while only its place is known and its words were not read. */
    public boolean loaded;

    /** Changed since it was last written out. */
    public boolean dirty;

    protected Cell(long address) {
        this.address = address;
    }

    /** Number of 32-byte words. */
    public abstract int words();

    /** Reads all fields from 32·words bytes. */
    public abstract void decode(byte[] in, int at);

    /** Writes all fields as 32·words bytes; the bytes between fields are zero. */
    public abstract void encode(byte[] out, int at);
}
`;

// A field of at most 64 bits lies in one or two of the word's four longs.
function parts(f) {
  const result = [];
  for (let bit = f.offset; bit < f.offset + f.width; ) {
    const index = Math.floor(bit / 64);
    const end = Math.min(f.offset + f.width, (index + 1) * 64);
    result.push({ index, shiftInLong: (index + 1) * 64 - end, bits: end - bit, shiftInField: f.offset + f.width - end });
    bit = end;
  }
  return result;
}
const mask = (bits) => `0x${((1n << BigInt(bits)) - 1n).toString(16)}L`;

// Terms joined by |; one alone needs no parentheses around it.
const union = (terms) => (terms.length === 1 ? terms[0].replace(/^\((.*)\)$/, '$1') : terms.join(' | '));

function decodeScalar(f) {
  const terms = parts(f).map((p) => {
    let e = `Words.get(in, at + ${f.word * 32 + p.index * 8})`;
    if (p.shiftInLong) e = `(${e} >>> ${p.shiftInLong})`;
    if (p.bits < 64) e = `(${e} & ${mask(p.bits)})`;
    if (p.shiftInField) e = `(${e} << ${p.shiftInField})`;
    return e;
  });
  return union(terms);
}

function cellClass(c) {
  const decl = [], dec = [], enc = [], access = [];
  const longs = new Map();
  for (const f of c.fields) {
    const doc = f.doc ? `    /** ${f.doc}. */\n` : '';
    if (arrayBytes[f.type]) {
      const n = arrayBytes[f.type];
      decl.push(`${doc}    public final byte[] ${f.name} = new byte[${n}];\n`);
      dec.push(`        System.arraycopy(in, at + ${f.word * 32 + f.offset / 8}, ${f.name}, 0, ${n});`);
      enc.push(`        System.arraycopy(${f.name}, 0, out, at + ${f.word * 32 + f.offset / 8}, ${n});`);
    } else if (f.kind === 'm' && flat.has(f.name)) {
      const at = [0, 1, 2, 3].map((i) => f.word * 32 + i * 8);
      decl.push(`${doc}    public long ${at.map((_, i) => f.name + i).join(', ')};\n`);
      at.forEach((a, i) => dec.push(`        ${f.name}${i} = Words.get(in, at + ${a});`));
      at.forEach((a, i) => enc.push(`        Words.put(out, at + ${a}, ${f.name}${i});`));
      access.push(flatAccess(f.name));
    } else if (f.kind === 'm') {
      decl.push(`${doc}    public final long[] ${f.name} = new long[4];\n`);
      for (let i = 0; i < 4; i++) {
        dec.push(`        ${f.name}[${i}] = Words.get(in, at + ${f.word * 32 + i * 8});`);
        enc.push(`        Words.put(out, at + ${f.word * 32 + i * 8}, ${f.name}[${i}]);`);
      }
    } else {
      const java = f.width <= 31 ? 'int' : 'long';
      decl.push(`${doc}    public ${java} ${f.name};\n`);
      const scalar = f.kind === 'i' && f.width < 64 ? `(${decodeScalar(f)}) << ${64 - f.width} >> ${64 - f.width}` : decodeScalar(f);
      dec.push(`        ${f.name} = ${java === 'int' ? '(int) (' : ''}${scalar}${java === 'int' ? ')' : ''};`);
      for (const p of parts(f)) {
        let e = java === 'int' ? `(long) ${f.name}` : f.name;
        if (p.shiftInField) e = `(${e} >>> ${p.shiftInField})`;
        if (p.bits < 64) e = `(${e} & ${mask(p.bits)})`;
        if (p.shiftInLong) e = `(${e} << ${p.shiftInLong})`;
        const key = f.word * 32 + p.index * 8;
        longs.set(key, [...(longs.get(key) ?? []), e]);
      }
    }
  }
  // Byte arrays are copied last: an address shares a long with the scalar behind it, which therefore writes zeros there first.
  const scalars = [...longs].sort((a, b) => a[0] - b[0]).map(([at, es]) => `        Words.put(out, at + ${at}, ${union(es)});`);
  return `${head}/** ${c.name}: ${c.doc}. */
public ${linked.has(c.name) ? '' : 'final '}class ${c.name}Cell extends Cell {
    /** Words of this kind of cell. */
    public static final int WORDS = ${c.words};

${decl.join('\n')}
    public ${c.name}Cell(long address) {
        super(address);
    }

    @Override
    public int words() {
        return WORDS;
    }

    @Override
    public void decode(byte[] in, int at) {
${dec.join('\n')}
    }

    @Override
    public void encode(byte[] out, int at) {
        java.util.Arrays.fill(out, at, at + ${c.words * 32}, (byte) 0);
${[...scalars, ...enc].join('\n')}
    }
${access.join('')}}
`;
}

function flatAccess(name) {
  return `
    /** Long 0 to 3 of ${name}. */
    public long ${name}(int index) {
        return index < 2 ? index == 0 ? ${name}0 : ${name}1 : index == 2 ? ${name}2 : ${name}3;
    }

    /** Sets long 0 to 3 of ${name}. */
    public void ${name}(int index, long bits) {
        switch (index) {
            case 0 -> ${name}0 = bits;
            case 1 -> ${name}1 = bits;
            case 2 -> ${name}2 = bits;
            default -> ${name}3 = bits;
        }
    }
`;
}

const words = `${head}import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Big-endian longs in byte arrays. */
final class Words {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    static long get(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    static void put(byte[] bytes, int at, long value) {
        LONGS.set(bytes, at, value);
    }

    private Words() {}
}
`;

// A signed operation as a record: its body without the signature, field by field at fixed offsets.
function itemClass(i) {
  let at = 0;
  const fields = i.fields.map((f) => {
    const field = { ...f, at, java: f.bytes <= 3 ? 'int' : f.bytes <= 8 ? 'long' : 'java.math.BigInteger' };
    at += f.bytes;
    return field;
  });
  const get = (f) => `${f.java === 'int' ? '(int) ' : ''}BigEndian.${f.bytes > 8 ? 'wide' : 'get'}(in, at + ${f.at}, ${f.bytes})`;
  return `${head}/** ${i.name}: ${i.doc}. Fields have the widths of the protocol tables; wider bits are not written. */
public record ${i.struct}Item(${fields.map((f) => `${f.java} ${f.name}`).join(', ')}) implements SignedItem {
    /** Bytes of the fields: the body without the signature. */
    public static final int FIELDS_LENGTH = ${at};

    /** Bytes of each field, in order. */
    static final int[] WIDTHS = {${fields.map((f) => f.bytes).join(', ')}};

    /** Reads the fields. */
    public static ${i.struct}Item decode(byte[] in, int at) {
        return new ${i.struct}Item(
                ${fields.map(get).join(',\n                ')});
    }

    @Override
    public int type() {
        return Protocol.ITEM_${i.name};
    }

    @Override
    public void encode(byte[] out, int at) {
${fields.map((f) => `        BigEndian.put(out, at + ${f.at}, ${f.bytes}, ${f.name});`).join('\n')}
    }
}
`;
}

function signedItem(signed) {
  return `${head}/** An operation that an account's key signs: fields at fixed offsets, then a 64-byte signature. */
public sealed interface SignedItem permits ${signed.map((i) => `${i.struct}Item`).join(', ')} {
    long account();

    int key();

    long nonce();

    long expiry();

    /** Item type of the frame. */
    int type();

    /** Writes the fields, without the signature. */
    void encode(byte[] out, int at);

    /** Bytes of the fields of an item type, -1 when it is not a signed one. */
    static int fieldsLength(int type) {
        return switch (type) {
${signed.map((i) => `            case Protocol.ITEM_${i.name} -> ${i.struct}Item.FIELDS_LENGTH;`).join('\n')}
            default -> -1;
        };
    }

    /** Bytes of each field of a signed item type. */
    static int[] widths(int type) {
        return switch (type) {
${signed.map((i) => `            case Protocol.ITEM_${i.name} -> ${i.struct}Item.WIDTHS;`).join('\n')}
            default -> throw new IllegalArgumentException("not a signed item: type " + type);
        };
    }

    /** EIP-712 type of a signed item type. */
    static String eip712Type(int type) {
        return switch (type) {
${signed.map((i) => `            case Protocol.ITEM_${i.name} -> Protocol.TYPE_${i.name};`).join('\n')}
            default -> throw new IllegalArgumentException("not a signed item: type " + type);
        };
    }

    /** Reads the fields of a signed item type. */
    static SignedItem decode(int type, byte[] in, int at) {
        return switch (type) {
${signed.map((i) => `            case Protocol.ITEM_${i.name} -> ${i.struct}Item.decode(in, at);`).join('\n')}
            default -> throw new IllegalArgumentException("not a signed item: type " + type);
        };
    }
}
`;
}

const bigEndian = `${head}/** Unsigned big-endian numbers of 1 to 8 bytes. */
public final class BigEndian {
    /** The number in the given bytes; one of 8 bytes above 2^63 comes out negative. */
    public static long get(byte[] in, int at, int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | in[at + i] & 0xff;
        }
        return value;
    }

    /** Writes the low bytes of a number. */
    public static void put(byte[] out, int at, int bytes, long value) {
        for (int i = 0; i < bytes; i++) {
            out[at + i] = (byte) (value >>> 8 * (bytes - 1 - i));
        }
    }

    /** A number of more than 8 bytes. */
    public static java.math.BigInteger wide(byte[] in, int at, int bytes) {
        return new java.math.BigInteger(1, in, at, bytes);
    }

    /** Writes the low bytes of a number that may have more than 8. */
    public static void put(byte[] out, int at, int bytes, java.math.BigInteger value) {
        java.math.BigInteger left = value;
        for (int i = bytes - 1; i >= 0; i--) {
            out[at + i] = left.byteValue();
            left = left.shiftRight(8);
        }
    }

    private BigEndian() {}
}
`;

export function javaFiles(t) {
  const signed = t.items.filter((i) => i.struct);
  const files = { 'Protocol.java': constants(t), 'Reason.java': reasons(t), 'Cell.java': base, 'Words.java': words, 'BigEndian.java': bigEndian, 'SignedItem.java': signedItem(signed) };
  for (const i of signed) files[`${i.struct}Item.java`] = itemClass(i);
  for (const c of t.cells) files[`${c.name}Cell.java`] = cellClass(c);
  files['package-info.java'] = `// Generated from protocol/protocol.json. Do not edit.\n/** Constants and cells of the protocol, generated from its one table. */\npackage io.truebook.engine.protocol;\n`;
  return Object.fromEntries(Object.entries(files).map(([n, s]) => [`${dir}/${n}`, s]));
}
