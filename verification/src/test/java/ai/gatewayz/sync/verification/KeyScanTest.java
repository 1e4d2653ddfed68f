package ai.gatewayz.sync.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Nobody commits a key: the forms of providers' keys and of private keys occur in no file of the project. */
final class KeyScanTest {
    private static final Pattern KEY =
            Pattern.compile("\\b(?:sk-(?:proj-|ant-|or-)?[A-Za-z0-9_-]{24,}|xai-[A-Za-z0-9]{24,}"
                    + "|gsk_[A-Za-z0-9]{24,}|AIza[A-Za-z0-9_-]{35}|hf_[A-Za-z0-9]{30,}|gh[pousr]_[A-Za-z0-9]{36}"
                    + "|AKIA[A-Z0-9]{16}|re_[A-Za-z0-9]{8}_[A-Za-z0-9]{20,})\\b"
                    + "|hooks\\.slack\\.com/services/T[A-Z0-9]{8,}/B[A-Z0-9]{8,}/[A-Za-z0-9]{20,}"
                    + "|-----BEGIN [A-Z ]*PRIVATE KEY-----");
    /** What CI installs, others' examples of keys among it, while this may run. */
    private static final Path TOOLS = Path.of(".ci", "tools");

    private static final Set<String> NOT_OURS = Set.of(".git", "target", ".catalog-sync", ".idea", "node_modules");

    @Test
    void scan_seesKeys() {
        for (String key : List.of(
                "sk-" + "proj-" + "a1B2".repeat(8),
                "gsk" + "_" + "a1B2".repeat(8),
                "-----BEGIN RSA " + "PRIVATE KEY-----",
                "AIza" + "a1B2_".repeat(7))) {
            assertThat(KEY.matcher("x=\"" + key + "\"").find()).as(key).isTrue();
        }
    }

    @Test
    void noFile_holdsAKey() throws IOException {
        List<String> found = new ArrayList<>();
        List<Path> read = new ArrayList<>();
        Files.walkFileTree(ProjectFiles.ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_OURS.contains(String.valueOf(folder.getFileName())) || folder.endsWith(TOOLS)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                // A worktree's .git is a file; .env is the operator's own and never committed.
                if (attributes.size() < 4_000_000 && !file.endsWith(".env")) {
                    read.add(file);
                    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                    if (KEY.matcher(text).find()) {
                        found.add(ProjectFiles.ROOT.relativize(file).toString());
                    }
                }
                return FileVisitResult.CONTINUE;
            }
        });

        assertThat(read).hasSizeGreaterThan(500);
        assertThat(found).isEmpty();
    }
}
