package io.mevstream.jobs;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may see which: launcher, then job, then topology, then operators, then domain; io maps the wire. */
@AnalyzeClasses(packages = "io.mevstream", importOptions = DoNotIncludeTests.class)
class ArrowsTest {
    private static final String LAUNCHER = "io.mevstream.jobs.launcher..";
    private static final String IO = "io.mevstream.jobs.io..";
    private static final String STREAM = "io.mevstream.jobs.stream..";
    private static final String JOBS = "io.mevstream.jobs..";

    @ArchTest
    static final ArchRule jobsMeetAtATopicOnly = slices().matching("io.mevstream.jobs.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(resideInAPackage(LAUNCHER), resideInAPackage(JOBS))
            .ignoreDependency(resideInAPackage(JOBS), resideInAPackage(IO))
            .ignoreDependency(resideInAPackage(JOBS), resideInAPackage(STREAM));

    @ArchTest
    static final ArchRule nothingDependsOnTheLauncher = noClasses()
            .that()
            .resideOutsideOfPackage(LAUNCHER)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(LAUNCHER);

    @ArchTest
    static final ArchRule whatIsSharedKnowsNoJob = noClasses()
            .that()
            .resideInAnyPackage(IO, STREAM)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.mevstream.jobs.load..", LAUNCHER);

    @ArchTest
    static final ArchRule onlyIoKnowsTheWire = noClasses()
            .that()
            .resideOutsideOfPackages(IO, "io.mevstream.wire..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.avro..", "com.clickhouse..", "com.fasterxml.jackson..", "java.net.http..");

    @ArchTest
    static final ArchRule theDomainKnowsNoFlink = noClasses()
            .that()
            .resideOutsideOfPackages(JOBS, "io.mevstream.sql..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.flink..");

    @ArchTest
    static final ArchRule aTopologyKnowsNoJob = noClasses()
            .that()
            .haveSimpleNameEndingWith("Topology")
            .should()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("Job")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTheLauncherParsesCommands = noClasses()
            .that()
            .resideOutsideOfPackage(LAUNCHER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", "org.jline..");

    @ArchTest
    static final ArchRule everyClassHasAPlace =
            classes().that().resideInAPackage(JOBS).should().resideInAnyPackage("io.mevstream.jobs.*..");
}
