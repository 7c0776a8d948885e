package io.truebook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The engine is a function of cells and bytes. This reads its compiled classes, since a local {@code double} leaves no
 * trace in any signature.
 */
class EnginePurityTest {
    private static final Path CLASSES = Path.of("target", "classes");

    private static final List<String> FORBIDDEN = List.of(
            "java/time/",
            "java/util/Random",
            "java/util/concurrent/ThreadLocalRandom",
            "java/security/SecureRandom",
            "java/lang/Thread",
            "java/util/concurrent/",
            "java/util/HashMap",
            "java/util/HashSet",
            "java/util/IdentityHashMap",
            "java/io/File",
            "java/nio/file/",
            "java/net/",
            "io/netty/",
            "org/rocksdb/",
            "org/web3j/");

    @Test
    void noInstructionComputesWithFloatingPoint() throws IOException {
        List<String> found = new ArrayList<>();
        for (ClassModel model : classes()) {
            for (var method : model.methods()) {
                method.code()
                        .ifPresent(code -> code.forEach(element -> {
                            if (isFloating(element)) {
                                found.add(model.thisClass().asInternalName() + "." + method.methodName() + ": "
                                        + element);
                            }
                        }));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void noClassKnowsClocksRandomnessThreadsHashOrderOrTheOutside() throws IOException {
        List<String> found = new ArrayList<>();
        for (ClassModel model : classes()) {
            for (PoolEntry entry : model.constantPool()) {
                if (entry instanceof ClassEntry used
                        && FORBIDDEN.stream().anyMatch(used.asInternalName()::startsWith)) {
                    found.add(model.thisClass().asInternalName() + " uses " + used.asInternalName());
                }
            }
        }
        assertThat(found).isEmpty();
    }

    /** A double in this very class shows that the scan sees one. */
    @Test
    void theScanSeesAFloat() throws IOException {
        ClassModel own = ClassFile.of()
                .parse(Path.of("target", "test-classes", "io", "truebook", "engine", "EnginePurityTest.class"));
        long floating = own.methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(code -> code.elementStream())
                .filter(EnginePurityTest::isFloating)
                .count();
        assertThat(floating).isPositive();
        assertThat(half(3)).isEqualTo(1.5);
    }

    private static double half(double value) {
        return value / 2;
    }

    private static boolean isFloating(CodeElement element) {
        return switch (element) {
            case OperatorInstruction i -> isFloating(i.typeKind());
            case LoadInstruction i -> isFloating(i.typeKind());
            case StoreInstruction i -> isFloating(i.typeKind());
            case ReturnInstruction i -> isFloating(i.typeKind());
            case ArrayLoadInstruction i -> isFloating(i.typeKind());
            case ArrayStoreInstruction i -> isFloating(i.typeKind());
            case ConvertInstruction i -> isFloating(i.fromType()) || isFloating(i.toType());
            default -> false;
        };
    }

    private static boolean isFloating(TypeKind kind) {
        return kind == TypeKind.FLOAT || kind == TypeKind.DOUBLE;
    }

    private static List<ClassModel> classes() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            List<ClassModel> models = new ArrayList<>();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                models.add(ClassFile.of().parse(file));
            }
            assertThat(models).isNotEmpty();
            return models;
        }
    }
}
