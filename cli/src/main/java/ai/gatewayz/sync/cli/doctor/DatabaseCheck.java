package ai.gatewayz.sync.cli.doctor;

import ai.gatewayz.sync.migrations.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** Connects to the database that an address names. */
final class DatabaseCheck {
    private static final int MIN_VERSION = 14;
    private static final int SECONDS = 5;

    private DatabaseCheck() {}

    static Finding of(String variable, String url) {
        DatabaseUrl address;
        try {
            address = DatabaseUrl.parse(url);
        } catch (IllegalArgumentException e) {
            return Finding.fail("database", variable + ": " + e.getMessage());
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(address.jdbcUrl());
        source.setConnectTimeout(SECONDS);
        source.setSocketTimeout(SECONDS);
        try (Connection connection = source.getConnection(address.user(), address.password())) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            return version < MIN_VERSION
                    ? Finding.fail("database", variable + ": PostgreSQL " + version + " is too old; 14 is needed")
                    : Finding.ok("database", "PostgreSQL " + version + " at " + address);
        } catch (SQLException e) {
            return Finding.fail("database", variable + ": cannot connect to " + address + ": " + e.getMessage());
        }
    }
}
