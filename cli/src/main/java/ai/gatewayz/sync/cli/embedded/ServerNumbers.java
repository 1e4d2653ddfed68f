package ai.gatewayz.sync.cli.embedded;

import ai.gatewayz.sync.cli.data.DataDirectory;
import java.nio.file.Path;
import java.util.Optional;

/** Process numbers that a watchdog wrote down: its own and its server's. */
record ServerNumbers(long watchdogPid, long serverPid) {
    static Optional<ServerNumbers> read(DataDirectory data, String file) {
        String text = data.read(file);
        if (text == null || !text.matches("[0-9]{1,9} [0-9]{1,9}")) {
            return Optional.empty();
        }
        String[] numbers = text.split(" ", -1);
        return Optional.of(new ServerNumbers(Long.parseLong(numbers[0]), Long.parseLong(numbers[1])));
    }

    /** The server, if it lives and works on this database. */
    Optional<OwnProcess> server(Path database) {
        return OwnProcess.find(serverPid, command -> command.contains(database.toString()));
    }

    /** Whether its watchdog still lives. */
    boolean isWatched() {
        return OwnProcess.find(watchdogPid, command -> command.contains("temporal-watchdog"))
                .isPresent();
    }
}
