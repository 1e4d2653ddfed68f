package ai.gatewayz.sync.activities.imported;

import ai.gatewayz.sync.activities.imported.ImportReport.Refusal;
import ai.gatewayz.sync.activities.imported.ImportReport.TableCounts;
import ai.gatewayz.sync.activities.imported.ImportedDao.Model;
import ai.gatewayz.sync.activities.imported.ImportedDao.Provider;
import ai.gatewayz.sync.activities.provider.ProviderRegistry;
import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.activities.registry.ProviderStore;
import ai.gatewayz.sync.catalog.model.FreeText;
import ai.gatewayz.sync.catalog.model.ModelId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.jspecify.annotations.Nullable;

/**
 * Takes over what the old system's database knew, in one transaction: which provider and which offering each of its ids is,
 * providers that were switched off, and what it said that models cost. The catalog itself stays what lists make it; a model
 * gets its old id from the first list that shows it. Whatever came in before stays as it is.
 */
public final class OldImport {
    private static final int BATCH_ROWS = 1_000;
    private static final int NAME_CHARS = 500;

    private final Handle handle;
    private final ImportedDao dao;
    private final BiConsumer<String, Long> progress;
    private final List<TableCounts> tables = new ArrayList<>();
    private final List<Refusal> refused = new ArrayList<>();
    /** Our providers by the old system's ids. */
    private final Map<Long, Long> providers = new HashMap<>();

    private OldImport(Handle handle, BiConsumer<String, Long> progress) {
        this.handle = handle;
        this.dao = handle.attach(ImportedDao.class);
        this.progress = progress;
    }

    /**
     * Runs an import.
     *
     * @param old is only read
     * @param dryRun finds out what would come in, and writes nothing
     * @param progress is told now and then how many rows of a table were read
     * @throws ImportFailedException when it cannot be done; then nothing was written
     */
    public static ImportReport run(
            DataSource old, DataSource catalog, boolean dryRun, BiConsumer<String, Long> progress) {
        Jdbi jdbi = Jdbi.create(catalog).installPlugin(new SqlObjectPlugin());
        try (OldTables tables = OldTables.open(old);
                Handle handle = jdbi.open()) {
            handle.begin();
            ImportReport report = new OldImport(handle, progress).run(tables, dryRun);
            if (dryRun) {
                handle.rollback();
            } else {
                handle.commit();
            }
            return report;
        } catch (JdbiException e) {
            throw new ImportFailedException("the catalog's database refuses it", e);
        }
    }

    private ImportReport run(OldTables old, boolean dryRun) {
        if (!dao.isMigrated()) {
            throw new ImportFailedException(
                    "the catalog's database has no tables of this version; run ./catalog-sync migrate first");
        }
        if (!dao.lock()) {
            throw new ImportFailedException("another import runs");
        }
        ProviderStore.register(handle, Providers.all());
        List<String> switchedOff = takeProviders(old);
        takeModels(old);
        if (!dryRun) {
            dao.reserveIds();
        }
        long withdrawn = 0;
        for (OldTable table : old.present()) {
            if (table.isOfPrices()) {
                withdrawn += takePrices(old, table);
            }
        }
        ImportedDao.Found found = dao.found();
        return new ImportReport(
                dryRun,
                List.copyOf(tables),
                List.copyOf(refused),
                switchedOff,
                withdrawn,
                found.inCatalog(),
                found.withSameId());
    }

    private List<String> takeProviders(OldTables old) {
        ProviderRegistry registry = new ProviderRegistry(Providers.all());
        Map<String, Long> ids = new HashMap<>();
        dao.providers().forEach(row -> ids.put(row.slug(), row.id()));
        List<Long> added = new ArrayList<>();
        Tally tally = new Tally(OldTable.PROVIDERS);
        try (OldTables.Rows rows = old.rows(OldTable.PROVIDERS)) {
            for (List<OldRow> batch = rows.next(BATCH_ROWS); !batch.isEmpty(); batch = rows.next(BATCH_ROWS)) {
                List<Provider> read = new ArrayList<>();
                for (OldRow row : batch) {
                    try {
                        Provider provider = provider(row, registry, ids);
                        providers.put(provider.oldId(), provider.providerId());
                        read.add(provider);
                    } catch (BrokenRowException e) {
                        tally.refuse(row, e.reason());
                    }
                }
                tally.read(batch.size());
                if (!read.isEmpty()) {
                    int[] written = dao.addProviders(read);
                    tally.written(written);
                    for (int i = 0; i < written.length; i++) {
                        if (written[i] > 0) {
                            added.add(read.get(i).providerId());
                        }
                    }
                }
            }
        }
        close(tally);
        return dao.switchOff(added);
    }

    private static Provider provider(OldRow row, ProviderRegistry registry, Map<String, Long> ids)
            throws BrokenRowException {
        String slug = row.text("slug");
        if (slug == null) {
            throw row.broken("slug", "is missing");
        }
        Long id = registry.find(slug.strip().toLowerCase(Locale.ROOT))
                .map(known -> ids.get(known.slug().value()))
                .orElse(null);
        if (id == null) {
            throw row.broken("slug", "is no provider of this program");
        }
        return new Provider(row.id("id"), slug, id, row.isOn("is_active"));
    }

    private void takeModels(OldTables old) {
        Tally tally = new Tally(OldTable.MODELS);
        try (OldTables.Rows rows = old.rows(OldTable.MODELS)) {
            for (List<OldRow> batch = rows.next(BATCH_ROWS); !batch.isEmpty(); batch = rows.next(BATCH_ROWS)) {
                List<Model> read = new ArrayList<>();
                for (OldRow row : batch) {
                    try {
                        read.add(model(row));
                    } catch (BrokenRowException e) {
                        tally.refuse(row, e.reason());
                    }
                }
                if (!read.isEmpty()) {
                    tally.written(dao.addModels(read));
                }
                tally.read(batch.size());
                progress.accept(OldTable.MODELS.table(), tally.read());
            }
        }
        close(tally);
    }

    private Model model(OldRow row) throws BrokenRowException {
        @Nullable Long provider = providers.get(row.id("provider_id"));
        if (provider == null) {
            throw row.broken("provider_id", "is of no provider that came in");
        }
        String id = row.text("provider_model_id");
        if (id == null || !ModelId.isStorable(id)) {
            throw row.broken("provider_model_id", "is no id of a model");
        }
        return new Model(
                row.id("id"),
                provider,
                id,
                FreeText.clean(row.text("model_id"), NAME_CHARS),
                FreeText.clean(row.text("model_name"), NAME_CHARS),
                row.isOn("is_active"),
                row.instant("created_at"));
    }

    private long takePrices(OldTables old, OldTable table) {
        Tally tally = new Tally(table);
        try (OldTables.Rows rows = old.rows(table)) {
            long withdrawn =
                    new OldPrices(handle, tally, () -> progress.accept(table.table(), tally.read())).take(rows);
            close(tally);
            return withdrawn;
        }
    }

    private void close(Tally tally) {
        tables.add(tally.counts());
        refused.addAll(tally.refusals());
    }
}
