package ai.gatewayz.sync.verification;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** What is asked of the tests of every module. */
@AnalyzeClasses(locations = TestClasses.class)
final class TestRulesTest {
    /** A pause is too short on a busy machine and too long on a quiet one: tests wait for what they need. */
    @ArchTest
    static final ArchRule NO_TEST_SLEEPS = noClasses()
            .should()
            .callMethodWhere(target(nameMatching("sleep"))
                    .and(target(owner(assignableTo(Thread.class).or(assignableTo(TimeUnit.class))))))
            .orShould()
            .callMethodWhere(
                    target(nameMatching("park(Nanos|Until)")).and(target(owner(assignableTo(LockSupport.class)))))
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("org.awaitility..");

    @ArchTest
    static final ArchRule NO_MOCKS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.mockito..", "org.easymock..", "org.jmock..", "io.mockk..");

    /** The common pool has one thread on two cores, and what is left to it may begin when what it waits for is over. */
    @ArchTest
    static final ArchRule WHAT_RUNS_ASIDE_HAS_A_THREAD = noClasses()
            .should()
            .callMethod(CompletableFuture.class, "supplyAsync", Supplier.class)
            .orShould()
            .callMethod(CompletableFuture.class, "runAsync", Runnable.class);

    private TestRulesTest() {}
}
