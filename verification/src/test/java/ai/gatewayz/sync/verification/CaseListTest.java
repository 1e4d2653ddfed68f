package ai.gatewayz.sync.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Tags;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;

/** Every case of docs/cases has tests with its number as their tag, and these tests assert something. */
final class CaseListTest {
    private static final JavaClasses TESTS = new ClassFileImporter().importPaths(TestClasses.folders());
    private static final List<String> LISTS = List.of("requests", "webhooks", "configuration", "payloads", "prices");
    private static final String WITHOUT_TESTS = "## Cannot come up here";

    @Test
    void everyCase_hasATest() {
        Set<String> without = new TreeSet<>(cases());
        without.removeAll(testsByCase().keySet());

        assertThat(without).as("cases without a test that is tagged with them").isEmpty();
    }

    @Test
    void everyTagOfACase_isInAList() {
        Set<String> unknown = new TreeSet<>(testsByCase().keySet());
        unknown.removeAll(cases());

        assertThat(unknown).as("tags that no list has").isEmpty();
    }

    @Test
    void lists_holdEachNumberOnce_withoutAHole() {
        for (String list : LISTS) {
            List<String> numbers = ProjectFiles.findAll("^\\| ([A-Z]\\d+) \\| .+ \\|$", read(list));
            List<String> expected = new ArrayList<>();
            for (int n = 1; n <= numbers.size(); n++) {
                expected.add(numbers.get(0).charAt(0) + Integer.toString(n));
            }
            assertThat(numbers).as(list).hasSizeGreaterThan(20).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void everyTest_assertsSomething() {
        List<String> empty = tests().filter(test -> !asserts(test, new HashSet<>()))
                .map(JavaMethod::getFullName)
                .toList();

        assertThat(tests()).hasSizeGreaterThan(1_000);
        assertThat(empty).as("tests that cannot fail").isEmpty();
    }

    @Test
    void tests_areNamedByBehaviour() {
        assertThat(tests().map(JavaMethod::getName)).noneMatch(name -> name.matches("([a-zA-Z]\\d+)+_.*"));
    }

    /** Numbers of the cases that tests are asked for. */
    private static Set<String> cases() {
        Set<String> cases = new TreeSet<>();
        for (String list : LISTS) {
            String tested = read(list).split(WITHOUT_TESTS, 2)[0];
            cases.addAll(ProjectFiles.findAll("^\\| ([A-Z]\\d+) \\| .+ \\|$", tested));
        }
        return cases;
    }

    private static String read(String list) {
        return ProjectFiles.read("docs/cases/" + list + ".md");
    }

    private static Map<String, List<String>> testsByCase() {
        Map<String, List<String>> found = new TreeMap<>();
        tests().forEach(test -> tags(test)
                .filter(tag -> tag.matches("[A-Z]\\d+"))
                .forEach(tag ->
                        found.computeIfAbsent(tag, key -> new ArrayList<>()).add(test.getFullName())));
        return found;
    }

    private static Stream<JavaMethod> tests() {
        return TESTS.stream()
                .map(JavaClass::getMethods)
                .flatMap(Set::stream)
                .filter(method -> method.isMetaAnnotatedWith(Testable.class));
    }

    private static Stream<String> tags(JavaMethod test) {
        Stream<Tag> several = test.tryGetAnnotationOfType(Tags.class).stream().flatMap(tags -> Stream.of(tags.value()));
        return Stream.concat(test.tryGetAnnotationOfType(Tag.class).stream(), several)
                .map(Tag::value);
    }

    /** Whether AssertJ, or Playwright of what a browser shows, is called by a method, or by what it calls in our own tests. */
    private static boolean asserts(JavaCodeUnit unit, Set<JavaCodeUnit> seen) {
        if (!seen.add(unit)) {
            return false;
        }
        return unit.getCallsFromSelf().stream().anyMatch(call -> isAssertion(call.getTargetOwner()))
                || Stream.concat(
                                unit.getCallsFromSelf().stream()
                                        .map(call -> call.getTarget().resolveMember()),
                                unit.getCodeUnitReferencesFromSelf().stream()
                                        .map(call -> call.getTarget().resolveMember()))
                        .flatMap(java.util.Optional::stream)
                        .filter(called -> called.getOwner().getPackageName().startsWith("ai.gatewayz"))
                        .anyMatch(called -> asserts(called, seen));
    }

    private static boolean isAssertion(JavaClass owner) {
        return (owner.getPackageName().startsWith("org.assertj.core.api")
                        || owner.getPackageName().equals("com.microsoft.playwright.assertions"))
                && !owner.getSimpleName().equals("Assumptions");
    }
}
