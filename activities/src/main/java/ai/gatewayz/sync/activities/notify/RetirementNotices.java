package ai.gatewayz.sync.activities.notify;

import ai.gatewayz.sync.activities.notify.RetirementNotices.Dao.Retirement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Warnings of retirements, once 30 days and once 7 days before; one for each provider and day. */
final class RetirementNotices {
    private static final int MOST_NAMES = 20;

    private RetirementNotices() {}

    /** Statements on retirements. */
    interface Dao {
        /** A retirement that operators have to hear of. */
        record Retirement(
                long id,
                String slug,
                String providerModelId,
                Instant dueAt,
                @Nullable String replacement,
                int days) {
            String key() {
                return "retirement-in-" + days + "-days:" + slug + ":"
                        + dueAt.atZone(ZoneOffset.UTC).toLocalDate();
            }

            String text() {
                return providerModelId + (replacement == null ? "" : " (instead: " + replacement + ")");
            }
        }

        /** Of the models that are listed, those whose next warning is due. */
        @SqlQuery("""
                SELECT a.id, p.slug, m.provider_model_id, a.due_at, a.replacement,
                       CASE WHEN a.due_at <= now() + interval '7 days' THEN 7 ELSE 30 END AS days
                FROM announcements a JOIN providers p ON p.id = a.provider_id JOIN catalog_models m ON m.id = a.model_id
                WHERE a.kind = 'retirement' AND a.status = 'waiting' AND a.due_at > now()
                  AND (a.warned_days IS NULL AND a.due_at <= now() + interval '30 days'
                       OR a.warned_days = 30 AND a.due_at <= now() + interval '7 days')
                ORDER BY p.slug, a.due_at, m.provider_model_id
                FOR UPDATE OF a SKIP LOCKED
                """)
        @RegisterConstructorMapper(Retirement.class)
        List<Retirement> due();

        @SqlUpdate("UPDATE announcements SET warned_days = :days WHERE id = ANY (:ids)")
        void warned(List<Long> ids, int days);
    }

    /** Takes the warnings that are due, so that nobody takes them again. */
    static List<Trouble> take(Handle handle) {
        Dao dao = handle.attach(Dao.class);
        Map<String, List<Retirement>> days = dao.due().stream()
                .collect(Collectors.groupingBy(Retirement::key, LinkedHashMap::new, Collectors.toList()));
        List<Trouble> notices = new ArrayList<>();
        days.forEach((key, models) -> {
            dao.warned(
                    models.stream().map(Retirement::id).toList(), models.get(0).days());
            notices.add(notice(key, models));
        });
        return notices;
    }

    private static Trouble notice(String key, List<Retirement> models) {
        Retirement first = models.get(0);
        String names = models.stream().limit(MOST_NAMES).map(Retirement::text).collect(Collectors.joining(", "));
        return new Trouble(
                key,
                false,
                first.slug() + " retires " + (models.size() == 1 ? "a model" : models.size() + " models") + " on "
                        + first.dueAt().atZone(ZoneOffset.UTC).toLocalDate() + ": " + names
                        + (models.size() > MOST_NAMES ? ", …" : ""),
                "./catalog-sync models --provider " + first.slug());
    }
}
