package io.truebook.prover;

import io.truebook.l1.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A contract's deployed code and the source range that the compiler gives for each of its instructions. */
final class SourceMap {
    /**
     * A range of bytes in a source file.
     *
     * @param file path below l1-contracts, or empty for code that no source stands for
     */
    record Range(String file, int start, int length) {}

    private static final JsonMapper JSON = new JsonMapper();
    private static final int PUSH1 = 0x60;
    private static final int PUSH32 = 0x7f;
    private static final int JUMP = 0x56;
    private static final int JUMPI = 0x57;
    private static final int JUMPDEST = 0x5b;

    /** CALL, CALLCODE, DELEGATECALL, STATICCALL. */
    private static final String CALLS = "\u00f1\u00f2\u00f4\u00fa";

    private final Path root;
    private final byte[] code;
    private final Range[] ranges;
    private final Map<String, byte[]> files = new HashMap<>();

    /** @param root the folder l1-contracts, with the build in {@code out} */
    SourceMap(Path root, String contract) {
        this.root = root;
        JsonNode artifact = json(root.resolve("out/" + contract + ".sol/" + contract + ".json"));
        JsonNode deployed = artifact.path("deployedBytecode");
        code = Bytes.fromHex(deployed.path("object").stringValue()).bytes();
        Map<Integer, String> paths = paths(root, artifact);
        List<int[]> instructions = instructions(deployed.path("sourceMap").stringValue());
        ranges = new Range[code.length];
        int pc = 0;
        for (int i = 0; i < instructions.size() && pc < code.length; i++) {
            int[] range = instructions.get(i);
            ranges[pc] = new Range(paths.getOrDefault(range[2], ""), range[0], range[1]);
            int op = code[pc] & 0xff;
            pc += op >= PUSH1 && op <= PUSH32 ? op - PUSH1 + 2 : 1;
        }
    }

    /** Program counters of all conditional jumps, ascending. */
    List<Integer> conditionalJumps() {
        return IntStream.range(0, code.length)
                .filter(pc -> ranges[pc] != null && (code[pc] & 0xff) == JUMPI)
                .boxed()
                .toList();
    }

    /** How many instructions call another contract or a precompile. */
    int calls() {
        return (int) IntStream.range(0, code.length)
                .filter(pc -> ranges[pc] != null && CALLS.indexOf(code[pc] & 0xff) >= 0)
                .count();
    }

    /**
     * The source of a conditional jump. Where the optimizer gives it that of a generated constant, it is that of the instructions
     * before it that lead to it.
     */
    Range condition(int pc) {
        for (int at = pc; at >= 0 && (at == pc || !isBoundary(at)); at--) {
            if (ranges[at] != null
                    && !ranges[at].file().isEmpty()
                    && !ranges[at].file().contains("/generated/")) {
                return ranges[at];
            }
        }
        return ranges[pc];
    }

    private boolean isBoundary(int pc) {
        int op = code[pc] & 0xff;
        return ranges[pc] != null && (op == JUMP || op == JUMPI || op == JUMPDEST);
    }

    /** Whether this code has the instruction there, as far as its name shows: jumps and their targets. */
    boolean fits(int pc, String instruction) {
        if (pc >= code.length || ranges[pc] == null) {
            return false;
        }
        return switch (code[pc] & 0xff) {
            case JUMP -> instruction.equals("JUMP");
            case JUMPI -> instruction.equals("JUMPI");
            case JUMPDEST -> instruction.equals("JUMPDEST");
            default -> !instruction.startsWith("JUMP");
        };
    }

    /** Line of the range's first byte, from 1. */
    int line(Range range) {
        byte[] text = text(range.file());
        int line = 1;
        for (int i = 0; i < range.start(); i++) {
            line += text[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    /** The line that the range begins on, without its indentation. */
    String source(Range range) {
        String[] lines = new String(text(range.file()), StandardCharsets.UTF_8).split("\n", -1);
        return lines[line(range) - 1].strip();
    }

    private byte[] text(String file) {
        return files.computeIfAbsent(file, name -> read(root.resolve(name)));
    }

    /** The compiler leaves out what is as it was in the instruction before. */
    private static List<int[]> instructions(String map) {
        List<int[]> all = new ArrayList<>();
        int[] current = new int[3];
        for (String entry : map.split(";", -1)) {
            String[] fields = entry.split(":", -1);
            current = current.clone();
            for (int i = 0; i < Math.min(3, fields.length); i++) {
                if (!fields[i].isEmpty()) {
                    current[i] = Integer.parseInt(fields[i]);
                }
            }
            all.add(current);
        }
        return all;
    }

    /** File numbers hold for one run of the compiler: that of which the artifact's own number and path are part. */
    private static Map<Integer, String> paths(Path root, JsonNode artifact) {
        JsonNode target = artifact.path("metadata").path("settings").path("compilationTarget");
        String own = target.propertyNames().iterator().next();
        String id = Integer.toString(artifact.path("id").asInt());
        try (Stream<Path> builds = Files.list(root.resolve("out/build-info"))) {
            for (Path build : builds.sorted().toList()) {
                JsonNode names = json(build).path("source_id_to_path");
                if (names.path(id).asString("").equals(own)) {
                    Map<Integer, String> paths = new HashMap<>();
                    names.properties()
                            .forEach(name -> paths.put(
                                    Integer.valueOf(name.getKey()),
                                    name.getValue().stringValue()));
                    return paths;
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        throw new IllegalStateException("no build knows " + own + " as file " + id + ": build the contracts anew");
    }

    private static JsonNode json(Path file) {
        return JSON.readTree(read(file));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("run 'npm run build' in l1-contracts first", unreadable);
        }
    }
}
