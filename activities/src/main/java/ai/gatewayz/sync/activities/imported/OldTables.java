package ai.gatewayz.sync.activities.imported;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.result.ResultIterator;
import org.jspecify.annotations.Nullable;

/** The tables of the old system as they are at one moment, read row by row and never written. */
final class OldTables implements AutoCloseable {
    private static final String UNREADABLE = "the old database cannot be read";
    private static final int FETCH_ROWS = 2_000;

    private static final String COLUMNS = """
            SELECT table_name, column_name, data_type FROM information_schema.columns
            WHERE table_schema = current_schema()
              AND table_name IN ('providers', 'models', 'model_pricing', 'model_pricing_history')
            """;

    private static final String IS_OURS = "SELECT to_regclass('catalog_models') IS NOT NULL";

    private final Handle handle;
    private final Map<OldTable, Map<String, String>> columns;

    private OldTables(Handle handle, Map<OldTable, Map<String, String>> columns) {
        this.handle = handle;
        this.columns = columns;
    }

    /**
     * Opens them.
     *
     * @throws ImportFailedException naming the table or column that is missing or of another type
     */
    static OldTables open(DataSource database) {
        Handle handle = null;
        try {
            handle = Jdbi.create(database).open();
            handle.begin();
            handle.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            handle.execute("SET LOCAL TimeZone = 'UTC'");
            if (handle.createQuery(IS_OURS).mapTo(Boolean.class).one()) {
                throw new ImportFailedException(
                        "the old database is one of this program itself; name the old system's, and its schema with"
                                + " ?currentSchema= where both are in one database");
            }
            OldTables tables = new OldTables(handle, columns(handle));
            tables.check();
            return tables;
        } catch (JdbiException e) {
            close(handle);
            throw new ImportFailedException(UNREADABLE, e);
        } catch (ImportFailedException e) {
            close(handle);
            throw e;
        }
    }

    private static Map<OldTable, Map<String, String>> columns(Handle handle) {
        Map<OldTable, Map<String, String>> columns = new EnumMap<>(OldTable.class);
        for (OldTable table : OldTable.values()) {
            columns.put(table, new HashMap<>());
        }
        handle.createQuery(COLUMNS)
                .map((row, context) ->
                        List.of(row.getString("table_name"), row.getString("column_name"), row.getString("data_type")))
                .forEach(column -> columns.forEach((table, known) -> {
                    if (table.table().equals(column.get(0))) {
                        known.put(column.get(1), column.get(2));
                    }
                }));
        return columns;
    }

    private void check() {
        columns.forEach((table, known) -> {
            if (table == OldTable.HISTORY && known.isEmpty()) {
                return;
            }
            if (known.isEmpty()) {
                throw new ImportFailedException(
                        "the old database has no table " + table.table() + " in its schema, or it may not be read");
            }
            for (String column : table.required()) {
                if (!known.containsKey(column)) {
                    throw new ImportFailedException("the old database has no column " + table.table() + "." + column
                            + ", or it may not be read");
                }
            }
            for (String column : table.columns()) {
                String type = known.get(column);
                if (OldTable.INSTANTS.contains(column)
                        && type != null
                        && !type.startsWith("timestamp")
                        && !type.equals("date")) {
                    throw new ImportFailedException("the old database has " + table.table() + "." + column + " as "
                            + type + ", not as a timestamp");
                }
            }
        });
    }

    /** Those that there are. */
    List<OldTable> present() {
        return columns.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Reads a table: by ids, and prices by provider, model and time. */
    Rows rows(OldTable table) {
        try {
            return new Rows(
                    table,
                    handle.createQuery(statement(table))
                            .setFetchSize(FETCH_ROWS)
                            .map((row, context) -> {
                                Map<String, String> values = new HashMap<>();
                                for (String column : table.columns()) {
                                    String value = row.getString(column);
                                    if (value != null) {
                                        values.put(column, value);
                                    }
                                }
                                return new OldRow(table, values, row.getLong("provider_of_model"));
                            })
                            .iterator());
        } catch (JdbiException e) {
            throw new ImportFailedException(UNREADABLE, e);
        }
    }

    private String statement(OldTable table) {
        Map<String, String> known = columns.getOrDefault(table, Map.of());
        String select = table.columns().stream()
                .map(column -> value(column, known.containsKey(column)))
                .collect(Collectors.joining(", ", "SELECT ", ", "));
        return table.isOfPrices()
                ? select + "m.provider_id AS provider_of_model FROM " + table.table()
                        + " t LEFT JOIN models m ON m.id = t.model_id ORDER BY m.provider_id, t.model_id, t."
                        + table.toldAt()
                : select + "0 AS provider_of_model FROM " + table.table() + " t ORDER BY t.id";
    }

    private static String value(String column, boolean isThere) {
        String value = !isThere
                ? "NULL"
                : OldTable.INSTANTS.contains(column)
                        ? "extract(epoch FROM t." + column + "::timestamptz)::text"
                        : "t." + column + "::text";
        return value + " AS " + column;
    }

    /** The rows of a table, read as they are asked for. */
    static final class Rows implements AutoCloseable {
        private final OldTable table;
        private final ResultIterator<OldRow> rows;

        private Rows(OldTable table, ResultIterator<OldRow> rows) {
            this.table = table;
            this.rows = rows;
        }

        OldTable table() {
            return table;
        }

        /** The next rows, at most so many; none at the end. */
        List<OldRow> next(int most) {
            try {
                List<OldRow> next = new ArrayList<>();
                while (next.size() < most && rows.hasNext()) {
                    next.add(rows.next());
                }
                return next;
            } catch (JdbiException e) {
                throw new ImportFailedException(UNREADABLE, e);
            }
        }

        @Override
        public void close() {
            rows.close();
        }
    }

    @Override
    public void close() {
        close(handle);
    }

    private static void close(@Nullable Handle handle) {
        if (handle != null) {
            if (handle.isInTransaction()) {
                handle.rollback();
            }
            handle.close();
        }
    }
}
