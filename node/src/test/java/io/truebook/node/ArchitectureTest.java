package io.truebook.node;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Arrows of the layout point one way, and each module knows only what it is for. */
@AnalyzeClasses(
        packages = "io.truebook",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutTestJars.class})
class ArchitectureTest {
    /** What modules lend each other for tests comes as a jar, and is no part of the product. */
    static final class WithoutTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule ARROWS_POINT_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("tree")
            .definedBy("io.truebook.tree..")
            .layer("engine")
            .definedBy("io.truebook.engine..")
            .layer("l1")
            .definedBy("io.truebook.l1..")
            .layer("derivation")
            .definedBy("io.truebook.derivation..")
            .layer("sequencer")
            .definedBy("io.truebook.sequencer..")
            .layer("prover")
            .definedBy("io.truebook.prover..")
            .layer("risk")
            .definedBy("io.truebook.risk..")
            .layer("node")
            .definedBy("io.truebook.node..")
            .whereLayer("node")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("sequencer")
            .mayOnlyBeAccessedByLayers("node")
            .whereLayer("prover")
            .mayOnlyBeAccessedByLayers("node")
            .whereLayer("risk")
            .mayOnlyBeAccessedByLayers("node")
            .whereLayer("risk")
            .mayNotAccessAnyLayer()
            .whereLayer("derivation")
            .mayOnlyBeAccessedByLayers("sequencer", "prover", "node")
            .whereLayer("l1")
            .mayOnlyBeAccessedByLayers("derivation", "sequencer", "prover", "node")
            .whereLayer("engine")
            .mayOnlyBeAccessedByLayers("derivation", "sequencer", "prover", "node");

    @ArchTest
    static final ArchRule THE_ENGINE_IS_A_FUNCTION = noClasses()
            .that()
            .resideInAPackage("io.truebook.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.time..",
                    "java.io..",
                    "java.nio.file..",
                    "java.net..",
                    "java.util.concurrent..",
                    "java.util.random..",
                    "io.netty..",
                    "org.rocksdb..",
                    "org.web3j..");

    @ArchTest
    static final ArchRule THE_TREE_KNOWS_NO_NETWORK = noClasses()
            .that()
            .resideInAPackage("io.truebook.tree..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "io.netty..", "org.web3j..", "java.util.random..");

    @ArchTest
    static final ArchRule NOTHING_IS_NAMED_FOR_WHAT_IT_IS_NOT =
            noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)");
}
