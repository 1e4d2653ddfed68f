package ai.gatewayz.sync.cli.data;

import ai.gatewayz.sync.cli.output.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and directories that only their owner can read, from the first byte on. */
final class PrivateFiles {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFiles() {}

    /** Replaces the file in one step, so that a reader never sees half of it. */
    static void write(Path file, String text) {
        try {
            Path draft = Files.createTempFile(
                    file.toAbsolutePath().getParent(), file.getFileName().toString(), ".new", mode("rw-------"));
            Files.writeString(draft, text, StandardCharsets.UTF_8);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw CommandFailure.failed("cannot write " + file + ": " + reason(e), e);
        }
    }

    /** Makes the directory and what is missing above it. */
    static void directory(Path directory) {
        try {
            Files.createDirectories(directory, mode("rwx------"));
        } catch (IOException e) {
            throw CommandFailure.failed("cannot create the data directory " + directory + ": " + reason(e), e);
        }
    }

    /** What went wrong with a file; several exceptions say nothing but its name. */
    static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof NoSuchFileException) {
            return "there is no such directory";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "there is a file of that name";
        }
        return failure instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : String.valueOf(failure.getMessage());
    }

    private static FileAttribute<?>[] mode(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
