package io.mevstream.jobs;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which package may see which: launcher, then job, then topology, then operators, then domain; io maps the wire. */
class ArrowsTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.mevstream");

    private static final String LAUNCHER = "io.mevstream.jobs.launcher..";
    private static final String IO = "io.mevstream.jobs.io..";
    private static final String STREAM = "io.mevstream.jobs.stream..";
    /** The records that Avro generates from the schemas. */
    private static final String WIRE = "io.mevstream.schemas..";

    /** The topology that every job on a chain's log is built around; it runs nothing by itself. */
    private static final String CHAIN = "io.mevstream.jobs.chain..";

    /** The topology that finds MEV, built beside the chain's; it runs nothing by itself either. */
    private static final String INSPECT = "io.mevstream.jobs.inspect..";

    private static final String JOBS = "io.mevstream.jobs..";

    @Test
    void jobsMeetAtATopicOnly() {
        slices().matching("io.mevstream.jobs.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(resideInAPackage(LAUNCHER), resideInAPackage(JOBS))
                .ignoreDependency(resideInAPackage(JOBS), resideInAPackage(IO))
                .ignoreDependency(resideInAPackage(JOBS), resideInAPackage(STREAM))
                .ignoreDependency(resideInAPackage(JOBS), resideInAPackage(CHAIN))
                .ignoreDependency(resideInAPackage(JOBS), resideInAPackage(INSPECT))
                .check(OURS);
    }

    @Test
    void nothingDependsOnTheLauncher() {
        noClasses()
                .that()
                .resideOutsideOfPackage(LAUNCHER)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(LAUNCHER)
                .check(OURS);
    }

    @Test
    void whatIsSharedKnowsNoJob() {
        noClasses()
                .that()
                .resideInAnyPackage(IO, STREAM, CHAIN)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.mevstream.jobs.load..", INSPECT, LAUNCHER)
                .check(OURS);
    }

    @Test
    void onlyIoKnowsTheWire() {
        noClasses()
                .that()
                .resideOutsideOfPackages(IO, WIRE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        WIRE,
                        "org.apache.avro..",
                        "org.apache.kafka..",
                        "org.apache.flink.connector.kafka..",
                        "com.clickhouse..",
                        "com.fasterxml.jackson..",
                        "java.net.http..")
                .check(OURS);
    }

    @Test
    void theDomainKnowsNoFlink() {
        noClasses()
                .that()
                .resideOutsideOfPackages(JOBS, "io.mevstream.sql..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.flink..")
                .check(OURS);
    }

    @Test
    void aTopologyKnowsNoJob() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Topology")
                .should()
                .dependOnClassesThat()
                .haveSimpleNameEndingWith("Job")
                .allowEmptyShould(true)
                .check(OURS);
    }

    @Test
    void onlyTheLauncherParsesCommands() {
        noClasses()
                .that()
                .resideOutsideOfPackage(LAUNCHER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", "org.jline..")
                .check(OURS);
    }
}
