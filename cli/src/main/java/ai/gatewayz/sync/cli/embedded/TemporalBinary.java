package ai.gatewayz.sync.cli.embedded;

import ai.gatewayz.sync.cli.output.CommandFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds the {@code temporal} program. */
public final class TemporalBinary {
    private TemporalBinary() {}

    /**
     * The program that {@code TEMPORAL_CLI} names, else the first on the {@code PATH}; empty when there is none.
     *
     * @throws CommandFailure when {@code TEMPORAL_CLI} names no program
     */
    public static Optional<Path> find(Map<String, String> environment) {
        String named = environment.get("TEMPORAL_CLI");
        if (named != null && !named.isBlank()) {
            Path binary = Path.of(named.strip());
            if (!isProgram(binary)) {
                throw CommandFailure.usage("TEMPORAL_CLI: " + binary + " is no program; correct it or unset it");
            }
            return Optional.of(real(binary));
        }
        for (String directory : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path binary = Path.of(directory.isEmpty() ? "." : directory, "temporal");
            if (isProgram(binary)) {
                return Optional.of(real(binary));
            }
        }
        return Optional.empty();
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    /** A link costs nothing to follow here and hides the server's own file from process lists otherwise. */
    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath();
        }
    }
}
