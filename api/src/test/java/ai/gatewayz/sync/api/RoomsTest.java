package ai.gatewayz.sync.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which rooms of the API may know which. */
@AnalyzeClasses(packages = "ai.gatewayz.sync.api", importOptions = ImportOption.DoNotIncludeTests.class)
final class RoomsTest {
    @ArchTest
    static final ArchRule NO_PACKAGE_CYCLES =
            slices().matching("ai.gatewayz.sync.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NOTHING_IS_BUILT_ON_THE_OLD_SYSTEM = noClasses()
            .that()
            .resideInAPackage("ai.gatewayz.sync.api.*..")
            .and()
            .resideOutsideOfPackage("..api.compat..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..api.compat..");

    private RoomsTest() {}
}
