package ai.gatewayz.sync.verification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which module may know which, and that no two packages know each other. */
@AnalyzeClasses(packages = "ai.gatewayz.sync", importOptions = ImportOption.DoNotIncludeTests.class)
final class ModulesTest {
    /** What each module may use of the others. */
    private static final Map<String, List<String>> MAY_USE = Map.of(
            "catalog", List.of(),
            "migrations", List.of(),
            "simulator", List.of(),
            "workflows", List.of("catalog"),
            "ledger", List.of("catalog"),
            "activities", List.of("catalog", "workflows", "ledger"),
            "worker", List.of("catalog", "workflows", "ledger", "activities", "migrations"),
            "api", List.of("catalog", "workflows", "ledger", "migrations"),
            "cli", List.of("catalog", "workflows", "ledger", "activities", "worker", "api", "migrations", "simulator"));

    @ArchTest
    static final ArchRule MODULES_USE_WHAT_THEY_MAY = modules();

    private static ArchRule modules() {
        LayeredArchitecture architecture =
                layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
        List<String> all = new ArrayList<>(MAY_USE.keySet());
        all.add("bench");
        for (String module : all) {
            architecture = architecture.layer(module).definedBy("ai.gatewayz.sync." + module + "..");
        }
        for (Map.Entry<String, List<String>> module : MAY_USE.entrySet()) {
            List<String> allowed = module.getValue();
            architecture = allowed.isEmpty()
                    ? architecture.whereLayer(module.getKey()).mayNotAccessAnyLayer()
                    : architecture.whereLayer(module.getKey()).mayOnlyAccessLayers(allowed.toArray(new String[0]));
        }
        return architecture.whereLayer("bench").mayNotBeAccessedByAnyLayer();
    }

    @ArchTest
    static final ArchRule NO_PACKAGE_CYCLES =
            slices().matching("ai.gatewayz.sync.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule CATALOG_IS_PURE = classes()
            .that()
            .resideInAPackage("ai.gatewayz.sync.catalog..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "ai.gatewayz.sync.catalog..",
                    "java.lang..",
                    "java.math..",
                    "java.time..",
                    "java.util..",
                    "java.security..",
                    "java.nio.charset..",
                    // The normal forms of Unicode, for ids that look alike.
                    "java.text..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule OKHTTP_STAYS_AT_THE_WIRE = noClasses()
            .that()
            .resideOutsideOfPackage("..activities.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("okhttp3..", "okio..");

    private ModulesTest() {}
}
