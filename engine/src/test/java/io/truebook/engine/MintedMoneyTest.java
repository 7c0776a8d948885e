package io.truebook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.TotalsCell;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What {@code Cursor.liabilities} is for. An engine that brings one nano-USDC too much to a place of money, wherever in the engine it
 * does so, has liabilities that differ from what was credited less what was withdrawn: shown for each place where money moves, with an engine
 * whose compiled code does just that. And no place is left out: money is written nowhere but in {@link Money}.
 */
class MintedMoneyTest {
    private static final Path CLASSES = Path.of("target", "classes");
    private static final Path TEST_CLASSES = Path.of("target", "test-classes");
    private static final Path CONTRACTS = Path.of("..", "l1-contracts", "contracts", "engine");

    private static final Map<String, Set<String>> PLACES = Map.of(
            "io/truebook/engine/protocol/AccountCell", Set.of("collateral"),
            "io/truebook/engine/protocol/PositionCell", Set.of("margin", "quote"),
            "io/truebook/engine/protocol/ActivityCell", Set.of("suspense"));

    /** A place in the engine's code where money moves: the n-th call in a class that moves any. */
    private record Site(String owner, int call) {}

    @Test
    void moneyMintedAtAnyPlaceOfTheEngineShowsInTheLiabilities() throws Exception {
        List<Site> unseen = new ArrayList<>();
        int sites = 0;
        for (ClassModel model : engine()) {
            int calls = movements(model);
            for (int call = 0; call < calls; call++) {
                Site site = new Site(model.thisClass().asInternalName(), call);
                long operations = minted(site);
                sites++;
                System.out.printf("%s: %s%n", site, operations < 0 ? "not reached" : "seen at operation " + operations);
                if (operations < 0) {
                    unseen.add(site);
                }
            }
        }
        assertThat(sites).isGreaterThan(20);
        assertThat(unseen).as("places where money could be minted unseen").isEmpty();
    }

    @Test
    void anEngineThatMintsNothingKeepsThemEqualOnTheSameFlow() throws Exception {
        assertThat(minted(new Site("", 0))).isEqualTo(-1);
    }

    @Test
    void everyWriteOfMoneyIsCounted() throws IOException {
        Set<String> writers = new TreeSet<>();
        for (ClassModel model : engine()) {
            for (MethodModel method : model.methods()) {
                method.code()
                        .ifPresent(code -> code.forEach(element -> {
                            if (element instanceof FieldInstruction field
                                    && field.opcode() == Opcode.PUTFIELD
                                    && PLACES.getOrDefault(field.owner().asInternalName(), Set.of())
                                            .contains(field.name().stringValue())
                                    && !method.methodName().equalsString("decode")) {
                                writers.add(model.thisClass().asInternalName());
                            }
                        }));
            }
        }
        assertThat(writers).containsExactly("io/truebook/engine/Money");
    }

    @Test
    void everyWriteOfMoneyIsCountedByTheContractsToo() throws IOException {
        Map<String, Integer> writers = new TreeMap<>();
        try (Stream<Path> files = Files.list(CONTRACTS)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".sol")).toList()) {
                int writes = Files.readString(file).split("\\.set(Collateral|Margin|Quote|Suspense)\\(", -1).length - 1;
                if (writes > 0) {
                    writers.put(file.getFileName().toString(), writes);
                }
            }
        }
        // SetMargin.setMargin is the item's own function.
        assertThat(writers).isEqualTo(Map.of("Money.sol", 4, "AccountItems.sol", 1));
    }

    /** The operation of a crisis after which the liabilities of an engine that mints at a site show it; -1 when they never do. */
    private static long minted(Site site) throws Exception {
        Class<?> run = new Minting(site).loadClass("io.truebook.engine.MintedMoneyTest$Run");
        return ((LongSupplier) run.getDeclaredConstructor().newInstance()).getAsLong();
    }

    /** A crisis up to the first difference; loaded together with the engine it runs on. */
    public static final class Run implements LongSupplier {
        private static final int OPERATIONS = 40_000;
        private static final int OPERATIONS_PER_BATCH = 300;

        private final Engine engine;
        private final CrisisFlow flow;

        public Run() {
            flow = new CrisisFlow(Long.getLong("truebook.seed", 20_261_126));
            engine = new Engine(
                    new Cells(CellMap.genesis(Trial.GENESIS)), BenchSigners.DOMAIN, new BenchSigners(), flow);
        }

        @Override
        public long getAsLong() {
            StepwiseBatch batch = new StepwiseBatch(engine, () -> {});
            for (int n = 1; n <= OPERATIONS; n++) {
                CrisisFlow.Operation operation = flow.next(engine.cells().cursor().time);
                if (operation.message()) {
                    batch.consume(operation.bytes());
                } else {
                    batch.execute(operation.bytes());
                }
                TotalsCell totals = engine.cells().totals();
                if (engine.cells().cursor().liabilities != totals.credited - totals.withdrawn) {
                    return n;
                }
                if (n % OPERATIONS_PER_BATCH == 0) {
                    batch.close();
                    batch = new StepwiseBatch(engine, () -> {});
                }
            }
            return -1;
        }
    }

    /** Loads the engine and what drives it anew, and lets one call bring a nano-USDC too much. */
    private static final class Minting extends ClassLoader {
        private final Site site;

        private Minting(Site site) {
            super(MintedMoneyTest.class.getClassLoader());
            this.site = site;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.truebook.engine.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            String file = name.replace('.', '/') + ".class";
            Path path = Files.exists(CLASSES.resolve(file)) ? CLASSES.resolve(file) : TEST_CLASSES.resolve(file);
            try {
                byte[] bytes = Files.readAllBytes(path);
                if (name.replace('.', '/').equals(site.owner)) {
                    bytes = minting(ClassFile.of().parse(bytes));
                }
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        private byte[] minting(ClassModel model) {
            AtomicInteger call = new AtomicInteger();
            CodeTransform transform = (builder, element) -> {
                if (movesMoney(element) && call.getAndIncrement() == site.call) {
                    builder.lconst_1().ladd();
                }
                builder.with(element);
            };
            return ClassFile.of()
                    .transformClass(model, java.lang.classfile.ClassTransform.transformingMethodBodies(transform));
        }
    }

    private static int movements(ClassModel model) {
        return (int) model.methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(code -> code.elementStream())
                .filter(MintedMoneyTest::movesMoney)
                .count();
    }

    /** A call of {@link Money}; the amount is its last argument. */
    private static boolean movesMoney(java.lang.classfile.CodeElement element) {
        return element instanceof InvokeInstruction invoke
                && invoke.owner().asInternalName().equals("io/truebook/engine/Money")
                && invoke.name().stringValue().startsWith("add");
    }

    private static List<ClassModel> engine() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            List<ClassModel> models = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                models.add(ClassFile.of().parse(file));
            }
            return models;
        }
    }
}
