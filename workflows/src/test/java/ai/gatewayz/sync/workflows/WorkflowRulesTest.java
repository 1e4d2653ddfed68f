package ai.gatewayz.sync.workflows;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.temporal.activity.ActivityInterface;
import io.temporal.workflow.WorkflowInterface;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/** What replays must be deterministic: workflow code and its payloads, not the client beside them. */
@AnalyzeClasses(packages = "ai.gatewayz.sync.workflows", importOptions = ImportOption.DoNotIncludeTests.class)
final class WorkflowRulesTest {
    private static final DescribedPredicate<JavaClass> WORKFLOW_CODE = resideInAPackage("ai.gatewayz.sync.workflows")
            .or(resideInAPackage("..workflows.activity"))
            .or(resideInAPackage("..workflows.model"));

    @ArchTest
    static final ArchRule NO_CLOCK_AND_NO_CHANCE = noClasses()
            .that(WORKFLOW_CODE)
            .should()
            .callMethodWhere(target(nameMatching("now|currentTimeMillis|nanoTime|randomUUID|random|sleep|getenv"))
                    .and(target(owner(resideInAnyPackage("java.time..", "java.lang..", "java.util..")))));

    @ArchTest
    static final ArchRule NO_IO_AND_NO_THREADS = noClasses()
            .that(WORKFLOW_CODE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.net..", "java.nio..", "java.sql..", "java.util.concurrent..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Thread.class, Random.class);

    @ArchTest
    static final ArchRule NO_UNORDERED_COLLECTIONS = noClasses()
            .that(WORKFLOW_CODE)
            .should()
            .callConstructorWhere(target(owner(describe(
                    "are unordered",
                    (JavaClass c) -> c.isEquivalentTo(HashMap.class) || c.isEquivalentTo(HashSet.class)))))
            .orShould()
            .callMethodWhere(target(nameMatching("entrySet|keySet|values|forEach|iterator|stream"))
                    .and(target(owner(describe(
                            "have no order of their own",
                            (JavaClass c) -> c.isEquivalentTo(HashMap.class)
                                    || c.isEquivalentTo(HashSet.class)
                                    || c.isEquivalentTo(Set.class))))));

    @ArchTest
    static final ArchRule NO_MUTABLE_STATICS = noClasses()
            .that(WORKFLOW_CODE)
            .should()
            .accessFieldWhere(describe("is a static field that can change", access -> access.getTarget()
                    .resolveMember()
                    .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                    .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
                    .isPresent()));

    @ArchTest
    static final ArchRule WORKFLOW_CODE_KNOWS_NO_CLIENT =
            noClasses().that(WORKFLOW_CODE).should().dependOnClassesThat().resideInAPackage("..workflows.client..");

    @ArchTest
    static final ArchRule IMPLEMENTATIONS_ARE_FINAL =
            classes().that().haveSimpleNameEndingWith("Impl").should().haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule ACTIVITY_CONTRACTS_ARE_NAMED =
            classes().that().areAnnotatedWith(ActivityInterface.class).should().haveSimpleNameEndingWith("Activities");

    @ArchTest
    static final ArchRule WORKFLOW_CONTRACTS_ARE_NAMED =
            classes().that().areAnnotatedWith(WorkflowInterface.class).should().haveSimpleNameEndingWith("Workflow");

    @ArchTest
    static final ArchRule CONTRACT_METHODS_TAKE_ONE_RECORD = methods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(ActivityInterface.class)
            .or()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(WorkflowInterface.class)
            .should(be(describe(
                    "with at most one parameter, a record",
                    (JavaMethod m) -> m.getRawParameterTypes().size() <= 1
                            && m.getRawParameterTypes().stream().allMatch(JavaClass::isRecord))));

    @ArchTest
    static final ArchRule PAYLOADS_ARE_RECORDS_OR_ENUMS = classes()
            .that(resideInAPackage("..workflows.model"))
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .beRecords()
            .orShould()
            .beEnums();

    private WorkflowRulesTest() {}
}
