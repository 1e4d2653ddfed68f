package ai.gatewayz.sync.verification;

import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.LocationProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The compiled tests of every module: Maven hands a module only the main classes of the others. */
final class TestClasses implements LocationProvider {
    @Override
    public Set<Location> get(Class<?> testClass) {
        return folders().stream().map(Location::of).collect(Collectors.toSet());
    }

    /** One folder for each module that has tests; fails for one that is not compiled. */
    static List<Path> folders() {
        return ProjectFiles.modules().stream()
                .filter(module -> Files.isDirectory(module.resolve("src/test/java")))
                .map(module -> compiled(module.resolve("target/test-classes")))
                .toList();
    }

    private static Path compiled(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(folder + " is missing: compile every module's tests first");
        }
        return folder;
    }
}
