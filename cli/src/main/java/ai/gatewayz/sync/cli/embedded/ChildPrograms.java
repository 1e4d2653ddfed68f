package ai.gatewayz.sync.cli.embedded;

import java.util.List;
import java.util.Set;

/** Starts other programs without what this one knows: provider keys and passwords are in its environment. */
final class ChildPrograms {
    /** Where programs are, whose they are, how they write; nothing of the product's. */
    private static final Set<String> PASSED_ON =
            Set.of("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TZ");

    private ChildPrograms() {}

    /** A program that is not started yet. */
    static ProcessBuilder of(List<String> command) {
        ProcessBuilder program = new ProcessBuilder(command);
        program.environment().keySet().retainAll(PASSED_ON);
        return program;
    }
}
